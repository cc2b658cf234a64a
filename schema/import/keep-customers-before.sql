-- The customers whose own columns will change, as they are now.
INSERT INTO customer_before
  (import_id, customer_id, name, first_name, last_name, company, email, email_key, email_hash,
   phone, phone_key, phone_hash, street, postcode, city, region, country, language, birth_mmdd,
   birth_year, manager, tags, joined_day, status, name_key, address_key, address_hash,
   household_id, company_id, role, birth_doubt)
SELECT :import, c.id, c.name, c.first_name, c.last_name, c.company, c.email, c.email_key,
       c.email_hash, c.phone, c.phone_key, c.phone_hash, c.street, c.postcode, c.city, c.region,
       c.country, c.language, c.birth_mmdd, c.birth_year, c.manager, c.tags, c.joined_day, c.status,
       c.name_key, c.address_key, c.address_hash, c.household_id, c.company_id, c.role, c.birth_doubt
FROM customer AS c
WHERE c.id IN (SELECT s.customer_id FROM stage_customer AS s WHERE s.rewritten = 1)
