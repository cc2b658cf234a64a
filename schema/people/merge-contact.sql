-- Exchanges belong to the record that stays.
UPDATE contact SET customer_id = :kept WHERE customer_id = :gone
