-- New customers, in the order of the file.
INSERT INTO customer
  (ref, name, first_name, last_name, company, email, email_key, email_hash, phone, phone_key,
   phone_hash, street, postcode, city, region, country, language, birth_mmdd, birth_year, manager,
   tags, joined_day, spread, import_id)
SELECT ref, coalesce(name, company, email), first_name, last_name, company, email, email_key,
       email_hash, phone, phone_key, phone_hash, street, postcode, city, region, country, language,
       birth_mmdd, birth_year, manager, tags, joined_day, spread, :import
FROM stage_customer
WHERE customer_id IS NULL
ORDER BY place
