-- Birthdays of nobody in the base, or of a name that several have.
SELECT s.place, coalesce(s.name, s.first_name, s.last_name, s.email, s.phone, s.ref) AS customer,
       (SELECT count(*) FROM customer AS c WHERE c.name_key = s.name_key) AS namesakes
FROM stage_customer AS s
WHERE s.customer_id IS NULL
ORDER BY s.place
