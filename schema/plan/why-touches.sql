-- The latest touch of each rule for a customer.
SELECT rule, state, channel, reason, anchor, due, latest, issued_day, code, manager
FROM touch
WHERE customer_id = :customer
  AND id IN (SELECT max(o.id) FROM touch o WHERE o.customer_id = :customer GROUP BY o.rule)
