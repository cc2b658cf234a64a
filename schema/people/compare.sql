-- What a person compares in two records, one record.
SELECT c.name, c.company, c.role, c.email, c.phone, c.street, c.postcode, c.city, c.country,
  c.language, c.birth_mmdd, c.birth_year, c.birth_doubt, c.manager, c.tags, c.status,
  (SELECT count(*) FROM purchase p
   WHERE p.customer_id = c.id AND p.status = 'valid' AND p.cents > 0) AS purchases,
  (SELECT max(p.day) FROM purchase p
   WHERE p.customer_id = c.id AND p.status = 'valid' AND p.cents > 0) AS last_purchase
FROM customer c
WHERE c.id = :customer
