-- Households that are named for the first time.
INSERT INTO household (key, import_id)
SELECT household_key, :import
FROM stage_key
WHERE household_key IS NOT NULL
ORDER BY customer_id
ON CONFLICT (key) DO NOTHING
