-- Households that the import made, unless somebody has moved in since.
DELETE FROM household
WHERE import_id = :import
  AND NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.household_id = household.id)
