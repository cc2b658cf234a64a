-- The items that the import gave to purchases which had others before.
DELETE FROM purchase_item
WHERE purchase_id IN (SELECT b.purchase_id FROM purchase_before AS b WHERE b.import_id = :import)
