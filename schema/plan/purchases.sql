-- The purchases and returns that count, of the customers to be brought up to date, in the order to
-- fold them. What cost nothing is no visit; plan/fact-insert.sql looks at it.
SELECT p.customer_id, p.day, p.cents, p.currency
FROM dirty d JOIN purchase p ON p.customer_id = d.customer_id
WHERE p.status = 'valid' AND p.day <= :today AND p.cents <> 0
ORDER BY d.customer_id, p.day
