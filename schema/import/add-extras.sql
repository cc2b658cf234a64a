-- Kept cells that are news.
INSERT INTO customer_extra (customer_id, name, value, import_id)
SELECT customer_id, name, value, :import
FROM stage_extra
WHERE customer_id IS NOT NULL
ORDER BY place, name
ON CONFLICT (customer_id, name) DO UPDATE SET
  value = excluded.value, import_id = excluded.import_id
