-- Companies that the new customers name for the first time.
INSERT INTO company (name, name_key, import_id)
SELECT company, company_key, :import
FROM stage_customer
WHERE customer_id IS NULL AND company_key IS NOT NULL
ORDER BY place
ON CONFLICT (name_key) DO NOTHING
