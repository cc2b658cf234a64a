-- Other ids by which the customer is known.
SELECT ref, customer_id, import_id
FROM customer_ref
WHERE customer_id = :customer
ORDER BY ref
