-- Notes belong to the record that stays.
UPDATE note SET customer_id = :kept WHERE customer_id = :gone
