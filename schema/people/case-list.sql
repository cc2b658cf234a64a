-- The open cases of a customer, the oldest first.
SELECT ref, kind, opened_day, words FROM customer_case
WHERE customer_id = :customer AND closed_day IS NULL
ORDER BY opened_day, id
