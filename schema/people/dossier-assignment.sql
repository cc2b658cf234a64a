-- Who looks after the customer.
SELECT customer_id, manager, day
FROM assignment
WHERE customer_id = :customer
ORDER BY day
