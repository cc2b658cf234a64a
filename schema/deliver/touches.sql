-- Everything a page or a mail says about the touches of one channel: those in state :state, and with
-- :again = 1 those that were issued today as well (paper is printed whole again). From :after on, at
-- most :limit.
SELECT t.id, t.rule, t.step, t.anchor, t.due, t.latest, t.kind, t.priority, t.code, t.manager,
  t.state, t.attempts, t.message_id,
  CASE WHEN t.anchor > :today THEN t.latest
       ELSE least(t.latest, greatest((SELECT k.workday_after FROM calendar k
                                      WHERE k.day = :today + 2), :today)) END AS post_by,
  c.id AS customer_id, c.ref, c.name, c.first_name, c.last_name, c.company, c.email, c.phone,
  c.street, c.postcode, c.city, c.region, c.country, c.language, c.birth_mmdd,
  m.name AS manager_name, m.mail AS manager_mail,
  f.orders_total, f.spent_total, f.first_day, f.last_day, f.gap_days,
  p.day AS purchase_day, p.cents AS purchase_cents,
  CASE WHEN f.orders_total = 1 THEN 1 ELSE 0 END AS purchase_first,
  i.name AS item, i.category,
  w.day AS talk_day, w.person AS talk_person, w.words AS talk_words,
  q.opened_day AS case_day, q.words AS case_words,
  (SELECT max(b.day) FROM contact b
   WHERE b.customer_id = c.id AND b.channel = 'card' AND b.day < :today) AS card_day
FROM touch t
  JOIN customer c ON c.id = t.customer_id
  LEFT JOIN customer_fact f ON f.customer_id = c.id
  LEFT JOIN manager m ON m.key = t.manager
  LEFT JOIN purchase p ON p.id =
    (SELECT o.id FROM purchase o
     WHERE o.customer_id = c.id AND o.status = 'valid' AND o.cents > 0 AND o.day <= :today
     ORDER BY o.day DESC, o.id DESC LIMIT 1)
  LEFT JOIN purchase_item i ON i.purchase_id = p.id AND i.line =
    (SELECT n.line FROM purchase_item n
     WHERE n.purchase_id = p.id ORDER BY n.cents DESC, n.line LIMIT 1)
  LEFT JOIN contact w ON w.id =
    (SELECT y.id FROM contact y
     WHERE y.customer_id = c.id AND y.words <> '' AND y.day <= :today
     ORDER BY y.day DESC, y.id DESC LIMIT 1)
  LEFT JOIN customer_case q ON q.id =
    (SELECT z.id FROM customer_case z
     WHERE z.customer_id = c.id AND z.opened_day <= :today
       AND (z.closed_day IS NULL OR z.closed_day > :today)
     ORDER BY z.opened_day, z.id LIMIT 1)
WHERE t.channel = :channel AND t.id > :after
  AND (t.state = :state OR (:again = 1 AND t.state = 'issued' AND t.issued_day = :today))
ORDER BY t.id
LIMIT :limit
