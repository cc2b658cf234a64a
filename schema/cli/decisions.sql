-- Tonight's noes: what applied and did not go, and why.
SELECT d.rule, d.step, c.ref, d.anchor, d.state, d.reason
FROM decision d JOIN customer c ON c.id = d.customer_id
ORDER BY d.rule, c.ref, d.anchor
