-- The same for the columns that were kept.
UPDATE customer_extra_before SET customer_id = :kept
WHERE customer_id = :gone
  AND NOT EXISTS (SELECT 1 FROM customer_extra_before k
                  WHERE k.customer_id = :kept AND k.import_id = customer_extra_before.import_id
                    AND k.name = customer_extra_before.name)
