-- Who else lives in the household of a customer.
SELECT o.ref, o.name
FROM customer c JOIN customer o ON o.household_id = c.household_id AND o.id <> c.id
WHERE c.id = :customer
ORDER BY o.name, o.id
