-- The items that purchases had before.
INSERT INTO purchase_item (purchase_id, line, name, category, quantity, cents)
SELECT purchase_id, line, name, category, quantity, cents
FROM purchase_item_before
WHERE import_id = :import
