-- What goes on :day, which is tonight: by channel, and calls and cards by who makes them.
SELECT :day AS day, t.channel, coalesce(t.manager, '') AS manager, count(*) AS touches
FROM touch t
WHERE t.state = 'planned' AND (:rule = '' OR t.rule = :rule)
GROUP BY t.channel, coalesce(t.manager, '')
ORDER BY t.channel, manager
