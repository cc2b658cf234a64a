-- Every customer, as known.
SELECT c.ref AS id, c.name, c.first_name, c.last_name, c.company, c.role, c.email,
  (SELECT o.address FROM other_address o WHERE o.customer_id = c.id AND o.channel = 'mail'
   ORDER BY o.key LIMIT 1) AS other_email,
  (SELECT o.address FROM other_address o WHERE o.customer_id = c.id AND o.channel = 'mail'
   ORDER BY o.key LIMIT 1 OFFSET 1) AS email_2,
  (SELECT o.address FROM other_address o WHERE o.customer_id = c.id AND o.channel = 'mail'
   ORDER BY o.key LIMIT 1 OFFSET 2) AS email_3,
  c.phone,
  (SELECT o.address FROM other_address o WHERE o.customer_id = c.id AND o.channel = 'call'
   ORDER BY o.key LIMIT 1) AS other_phone,
  (SELECT o.address FROM other_address o WHERE o.customer_id = c.id AND o.channel = 'call'
   ORDER BY o.key LIMIT 1 OFFSET 1) AS phone_2,
  (SELECT o.address FROM other_address o WHERE o.customer_id = c.id AND o.channel = 'call'
   ORDER BY o.key LIMIT 1 OFFSET 2) AS phone_3,
  c.street, c.postcode, c.city, c.region, c.country, c.language,
  CASE WHEN c.birth_year IS NULL THEN '' ELSE CAST(c.birth_year AS TEXT) || '-' END
    || substr(CAST(10000 + c.birth_mmdd AS TEXT), 2, 2) || '-'
    || substr(CAST(10000 + c.birth_mmdd AS TEXT), 4, 2) AS birthday,
  c.manager, c.tags, c.joined_day AS joined, c.status AS standing
FROM customer c
ORDER BY c.id
