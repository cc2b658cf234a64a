-- Who looks after each candidate: the manager named in the base, else the one of before, else by
-- turns. Given once and kept.
INSERT INTO assignment (customer_id, manager, day)
SELECT c.id,
  coalesce(
    (SELECT m.key FROM manager m
     WHERE lower(m.key) = lower(c.manager) OR lower(m.name) = lower(c.manager)
       OR (m.mail <> '' AND lower(m.mail) = lower(c.manager))
     ORDER BY m.place LIMIT 1),
    (SELECT m.key FROM assignment a JOIN manager m ON m.key = a.manager
     WHERE a.customer_id = c.id),
    (SELECT m.key FROM manager m
     WHERE m.place = c.spread % (SELECT count(*) FROM manager))),
  :today
FROM (SELECT DISTINCT customer_id FROM candidate WHERE verdict IS NULL OR verdict <> 'no') n
  JOIN customer c ON c.id = n.customer_id
WHERE true
ON CONFLICT (customer_id) DO UPDATE SET manager = excluded.manager, day = excluded.day
  WHERE assignment.manager <> excluded.manager
