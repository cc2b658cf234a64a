-- The company that the customer belongs to.
SELECT id, name, name_key, import_id
FROM company
WHERE id IN (SELECT company_id FROM customer WHERE id = :customer)
ORDER BY id
