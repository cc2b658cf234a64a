-- Every touch: what, to whom, when, and how it stands.
SELECT t.id, t.rule, t.step, c.ref, c.name, t.channel, t.kind, t.anchor, t.due, t.latest,
  t.state, t.reason, t.code, t.manager, t.message_id, t.attempts, t.planned_day, t.issued_day
FROM touch t JOIN customer c ON c.id = t.customer_id
ORDER BY t.id
