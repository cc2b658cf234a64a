-- Other ids belong to the record that stays.
UPDATE customer_ref SET customer_id = :kept WHERE customer_id = :gone
