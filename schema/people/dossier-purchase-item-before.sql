-- Items as before an import changed them.
SELECT import_id, purchase_id, line, name, category, quantity, cents
FROM purchase_item_before
WHERE purchase_id IN (SELECT id FROM purchase WHERE customer_id = :customer)
ORDER BY import_id, purchase_id, line
