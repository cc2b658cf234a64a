-- The derived rows of new and changed customers are out of date.
INSERT INTO dirty (customer_id)
SELECT customer_id FROM stage_customer WHERE changed = 1
ON CONFLICT (customer_id) DO NOTHING
