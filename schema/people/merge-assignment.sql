-- Who looked after the record that goes, where nobody looks after the one that stays.
UPDATE assignment SET customer_id = :kept
WHERE customer_id = :gone
  AND NOT EXISTS (SELECT 1 FROM assignment k WHERE k.customer_id = :kept)
