-- Purchases belong to the record that stays.
UPDATE purchase SET customer_id = :kept WHERE customer_id = :gone
