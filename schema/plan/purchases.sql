-- The purchases that count, of the customers to be brought up to date, in the order to fold them.
SELECT p.customer_id, p.day, p.cents
FROM dirty d JOIN purchase p ON p.customer_id = d.customer_id
WHERE p.status = 'valid' AND p.day <= :today
ORDER BY d.customer_id, p.day
