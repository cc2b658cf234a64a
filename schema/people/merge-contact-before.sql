-- An exchange that an import changed goes back to the record that stays.
UPDATE contact_before SET customer_id = :kept WHERE customer_id = :gone
