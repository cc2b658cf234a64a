-- The kept cells that will change, as they are now.
INSERT INTO customer_extra_before (import_id, customer_id, name, value, extra_import_id)
SELECT :import, e.customer_id, e.name, e.value, e.import_id
FROM stage_extra AS s JOIN customer_extra AS e
  ON e.customer_id = s.customer_id AND e.name = s.name
WHERE s.customer_id IS NOT NULL
ON CONFLICT (import_id, customer_id, name) DO NOTHING
