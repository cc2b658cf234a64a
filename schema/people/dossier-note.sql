-- What was written down about the customer.
SELECT id, customer_id, day, person, words
FROM note
WHERE customer_id = :customer
ORDER BY day, id
