-- New customers, in the order of the file.
INSERT INTO customer
  (ref, name, first_name, last_name, company, role, email, email_key, email_hash, phone, phone_key,
   phone_hash, street, postcode, city, region, country, language, birth_mmdd, birth_year, manager,
   tags, joined_day, status, name_key, address_key, address_hash, household_id, company_id, spread,
   import_id)
SELECT ref, coalesce(name, company, email), first_name, last_name, company, role, email, email_key,
       email_hash, phone, phone_key, phone_hash, street, postcode, city, region, country, language,
       birth_mmdd, birth_year, manager, tags, joined_day, coalesce(status, 'active'), name_key,
       address_key, address_hash,
       (SELECT h.id FROM household AS h WHERE h.key = household_key),
       (SELECT m.id FROM company AS m WHERE m.name_key = company_key), spread, :import
FROM stage_customer
WHERE customer_id IS NULL
ORDER BY place
