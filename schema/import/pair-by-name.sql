-- The only customer of that name.
INSERT INTO stage_pair (place, customer_id, way)
SELECT s.place, min(c.id), 6
FROM stage_customer AS s JOIN customer AS c ON c.name_key = s.name_key
WHERE s.customer_id IS NULL
GROUP BY s.place
HAVING count(*) = 1
ON CONFLICT (place, way, customer_id) DO NOTHING
