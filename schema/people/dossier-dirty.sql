-- Whether what is counted is out of date.
SELECT customer_id
FROM dirty
WHERE customer_id = :customer
ORDER BY customer_id
