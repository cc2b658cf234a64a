-- An event that an import changed goes back to the record that stays.
UPDATE event_before SET customer_id = :kept WHERE customer_id = :gone
