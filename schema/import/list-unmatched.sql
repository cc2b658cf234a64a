-- The first rows of the file that belong to nobody in the base.
SELECT place, customer
FROM stage_event
WHERE customer_id IS NULL
ORDER BY place
LIMIT :most
