-- Kept columns as before an import changed them.
SELECT import_id, customer_id, name, value, extra_import_id
FROM customer_extra_before
WHERE customer_id = :customer
ORDER BY import_id, name
