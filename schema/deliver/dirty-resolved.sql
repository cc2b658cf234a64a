-- And its customer has other facts now.
INSERT INTO dirty (customer_id)
SELECT customer_id FROM touch WHERE code = :code
ON CONFLICT DO NOTHING
