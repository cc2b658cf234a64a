-- Birthdays that were set aside for a reason that is gone.
UPDATE customer SET birth_doubt = NULL
WHERE birth_doubt IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM stage_doubt AS d
                  WHERE d.mmdd = customer.birth_mmdd AND d.year = coalesce(customer.birth_year, 0))
