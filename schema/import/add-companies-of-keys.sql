-- Companies that are named for the first time.
INSERT INTO company (name, name_key, import_id)
SELECT company, company_key, :import
FROM stage_key
WHERE company_key IS NOT NULL
ORDER BY customer_id
ON CONFLICT (name_key) DO NOTHING
