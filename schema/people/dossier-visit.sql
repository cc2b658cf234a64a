-- Visits: purchases at most three days apart.
SELECT customer_id, number, first_day, last_day, cents, purchases, log_gap
FROM visit
WHERE customer_id = :customer
ORDER BY number
