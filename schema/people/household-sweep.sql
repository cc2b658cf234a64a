-- A household in which nobody lives any more; its key would outlive the people.
DELETE FROM household
WHERE id = :household
  AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.household_id = household.id)
  AND NOT EXISTS (SELECT 1 FROM customer_before b WHERE b.household_id = household.id)
