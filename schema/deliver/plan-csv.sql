-- The list of the night: every occasion that applied, and how it ended.
SELECT t.rule, t.customer_id AS customer, c.ref, c.name, t.channel, t.anchor, t.due, t.latest,
  t.state, t.reason, t.code, t.manager
FROM touch t JOIN customer c ON c.id = t.customer_id
WHERE t.issued_day = :today
  OR EXISTS (SELECT 1 FROM candidate n
             WHERE n.rule = t.rule AND n.step = t.step AND n.customer_id = t.customer_id
               AND n.anchor = t.anchor AND (n.verdict IS NULL OR n.verdict <> 'no'))
ORDER BY t.channel, t.rule, t.id
