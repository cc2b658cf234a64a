-- Returns of this file whose customer had bought nothing in that currency up to then.
SELECT s.place, -s.cents AS cents, count(*) OVER () AS total
FROM stage_event AS s
WHERE s.cents < 0 AND coalesce(s.status, 'valid') = 'valid'
  AND NOT EXISTS
    (SELECT 1 FROM purchase AS p
     WHERE p.customer_id = s.customer_id AND p.day <= s.day AND p.status = 'valid' AND p.cents > 0
       AND coalesce(p.currency, :home) = coalesce(s.currency, :home))
ORDER BY s.place
LIMIT :most
