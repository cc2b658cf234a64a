-- Whom a measured rule would contact tonight.
SELECT n.customer_id, n.step, n.anchor, c.ref
FROM candidate n JOIN customer c ON c.id = n.customer_id
WHERE n.rule = :rule AND n.verdict IS NULL
ORDER BY n.customer_id, n.anchor
