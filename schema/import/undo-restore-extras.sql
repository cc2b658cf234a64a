-- Kept cells are again as they were.
UPDATE customer_extra SET
  value = b.value,
  import_id = b.extra_import_id
FROM customer_extra_before AS b
WHERE b.import_id = :import AND b.customer_id = customer_extra.customer_id
  AND b.name = customer_extra.name
