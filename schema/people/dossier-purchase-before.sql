-- Purchases as before an import changed them.
SELECT import_id, purchase_id, customer_id, day, cents, currency, status, delivered_day,
  installed_day
FROM purchase_before
WHERE customer_id = :customer
   OR purchase_id IN (SELECT id FROM purchase WHERE customer_id = :customer)
ORDER BY import_id, purchase_id
