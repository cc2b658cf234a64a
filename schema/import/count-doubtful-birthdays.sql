-- How many birthdays of the file are set aside.
SELECT count(*)
FROM stage_customer AS s JOIN customer AS c ON c.id = s.customer_id
WHERE s.birth_mmdd IS NOT NULL AND c.birth_doubt IS NOT NULL
