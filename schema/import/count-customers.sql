-- What the staged customers come to: people, not rows.
SELECT count(*) AS staged,
       count(*) FILTER (WHERE customer_id IS NULL) AS added,
       count(*) FILTER (WHERE customer_id IS NOT NULL AND changed = 1) AS changed
FROM stage_customer
WHERE leads = 1
