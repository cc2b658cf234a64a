-- What was in the purchases of the customer.
SELECT purchase_id, line, name, category, quantity, cents
FROM purchase_item
WHERE purchase_id IN (SELECT id FROM purchase WHERE customer_id = :customer)
ORDER BY purchase_id, line
