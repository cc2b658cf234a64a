-- Calls beyond what each manager makes in a day, and calls of managers who are not in.
UPDATE candidate SET
  verdict = 'waiting',
  reason = CASE r.works WHEN 0 THEN r.name || ' is not in today'
                        ELSE 'the list of ' || r.name || ' is full (' || r.calls_per_day || ')' END
FROM (
  SELECT n.rule, n.step, n.customer_id, n.anchor, m.name, m.works, m.calls_per_day,
    row_number() OVER (PARTITION BY m.key
                       ORDER BY n.priority DESC, n.latest, n.anchor, n.rule, n.customer_id)
    + (SELECT count(*) FROM touch t
       WHERE t.issued_day = :today AND t.channel = 'call' AND t.manager = m.key) AS place
  FROM candidate n
    JOIN assignment a ON a.customer_id = n.customer_id
    JOIN manager m ON m.key = a.manager
  WHERE n.verdict IS NULL AND n.channel = 'call') r
WHERE r.place > r.calls_per_day * r.works
  AND candidate.rule = r.rule AND candidate.step = r.step
  AND candidate.customer_id = r.customer_id AND candidate.anchor = r.anchor
