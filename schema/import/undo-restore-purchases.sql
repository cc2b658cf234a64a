-- Purchases are again as they were.
UPDATE purchase SET
  customer_id = b.customer_id,
  day = b.day,
  cents = b.cents,
  currency = b.currency,
  status = b.status,
  delivered_day = b.delivered_day,
  installed_day = b.installed_day
FROM purchase_before AS b
WHERE b.import_id = :import AND b.purchase_id = purchase.id
