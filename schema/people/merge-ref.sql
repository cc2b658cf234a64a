-- Later files that know the record that goes by its id find the one that stays.
INSERT INTO customer_ref (ref, customer_id, import_id)
SELECT ref, :kept, import_id FROM customer WHERE id = :gone
ON CONFLICT (ref) DO UPDATE SET customer_id = excluded.customer_id
