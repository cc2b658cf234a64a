-- Cases belong to the record that stays.
UPDATE customer_case SET customer_id = :kept WHERE customer_id = :gone
