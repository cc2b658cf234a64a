-- Mails of unknown fate.
SELECT t.code, t.rule, c.ref, c.name, t.issued_day, t.message_id, t.reason
FROM touch t JOIN customer c ON c.id = t.customer_id
WHERE t.state = 'unknown'
ORDER BY t.id
