-- What goes tonight.
SELECT t.channel, t.rule, c.ref, c.name, t.due, t.latest, t.manager
FROM touch t JOIN customer c ON c.id = t.customer_id
WHERE t.state = 'planned' AND (:rule = '' OR t.rule = :rule)
ORDER BY t.channel, t.rule, t.id
