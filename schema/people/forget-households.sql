-- Households in which nobody is left.
DELETE FROM household
WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.household_id = household.id)
  AND NOT EXISTS (SELECT 1 FROM customer_before b WHERE b.household_id = household.id)
