-- The household that the customer lives in.
SELECT id, key, import_id
FROM household
WHERE id IN (SELECT household_id FROM customer WHERE id = :customer)
ORDER BY id
