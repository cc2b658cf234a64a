-- Touches that go tonight and have no code yet.
SELECT t.id, t.rule, t.step, t.anchor, c.ref
FROM touch t JOIN customer c ON c.id = t.customer_id
WHERE t.state = 'planned' AND t.code IS NULL
ORDER BY t.id
