-- Columns of imported files that were kept.
SELECT customer_id, name, value, import_id
FROM customer_extra
WHERE customer_id = :customer
ORDER BY name
