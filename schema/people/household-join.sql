-- A customer lives in this household, whatever a file says; NULL: alone.
UPDATE customer SET household_id = :household, household_fixed = 1 WHERE id = :customer
