-- Columns that only the record that goes has.
UPDATE customer_extra SET customer_id = :kept
WHERE customer_id = :gone
  AND NOT EXISTS (SELECT 1 FROM customer_extra k
                  WHERE k.customer_id = :kept AND k.name = customer_extra.name)
