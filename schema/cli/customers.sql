-- Every customer, as known.
SELECT c.id, c.ref, c.name, c.first_name, c.last_name, c.company, c.email, c.phone, c.street,
  c.postcode, c.city, c.region, c.country, c.language, c.birth_mmdd, c.birth_year, c.manager,
  c.tags, c.joined_day, c.status
FROM customer c
ORDER BY c.id
