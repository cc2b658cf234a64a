-- Every purchase, a row an item. The total stands in its first row only, so that a column of totals
-- adds up.
SELECT p.ref AS id, c.ref AS customer, p.day AS date,
  CASE WHEN i.line IS NULL OR i.line = (SELECT min(f.line) FROM purchase_item f
                                        WHERE f.purchase_id = p.id) THEN p.cents END AS total,
  p.currency, p.status, p.delivered_day AS delivered, p.installed_day AS installed, i.name AS item,
  i.category, i.quantity, i.cents AS amount
FROM purchase p JOIN customer c ON c.id = p.customer_id
  LEFT JOIN purchase_item i ON i.purchase_id = p.id
ORDER BY p.id, i.line
