-- Events belong to the record that stays.
UPDATE event SET customer_id = :kept WHERE customer_id = :gone
