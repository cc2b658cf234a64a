-- Ids by which the same customer is known from now on.
INSERT INTO customer_ref (ref, customer_id, import_id)
SELECT ref, customer_id, :import
FROM stage_customer
WHERE own = 1 AND way IS NOT NULL
ORDER BY place
ON CONFLICT (ref) DO NOTHING
