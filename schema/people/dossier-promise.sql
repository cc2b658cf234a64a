-- What was promised to the customer.
SELECT id, customer_id, day, due_day, kept_day, person, words
FROM promise
WHERE customer_id = :customer
ORDER BY day, id
