-- Birthdays that cannot be believed stay where they are, with the reason beside them.
UPDATE customer SET birth_doubt = d.reason
FROM stage_doubt AS d
WHERE customer.birth_mmdd = d.mmdd AND coalesce(customer.birth_year, 0) = d.year
  AND customer.birth_doubt IS DISTINCT FROM d.reason
