-- Promises belong to the record that stays.
UPDATE promise SET customer_id = :kept WHERE customer_id = :gone
