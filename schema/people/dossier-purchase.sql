-- What the customer bought.
SELECT id, ref, customer_id, day, cents, currency, status, import_id, delivered_day, installed_day
FROM purchase
WHERE customer_id = :customer
ORDER BY day, id
