-- Households of the new customers.
INSERT INTO household (key, import_id)
SELECT household_key, :import
FROM stage_customer
WHERE customer_id IS NULL AND household_key IS NOT NULL
ORDER BY place
ON CONFLICT (key) DO NOTHING
