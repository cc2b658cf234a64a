-- A purchase that goes over to another customer leaves one behind whose derived rows are stale.
INSERT INTO dirty (customer_id)
SELECT DISTINCT e.customer_id
FROM stage_event AS s JOIN purchase AS e ON e.id = s.event_id
WHERE s.changed = 1 AND e.customer_id <> s.customer_id
ON CONFLICT (customer_id) DO NOTHING
