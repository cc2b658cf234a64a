-- The derived rows of customers with new or changed purchases, cases or contacts are out of date.
INSERT INTO dirty (customer_id)
SELECT DISTINCT customer_id FROM stage_event WHERE changed = 1 OR event_id IS NULL
ON CONFLICT (customer_id) DO NOTHING
