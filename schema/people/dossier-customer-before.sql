-- The customer as before an import changed it.
SELECT import_id, customer_id, name, first_name, last_name, company, email, email_key, email_hash,
  phone, phone_key, phone_hash, street, postcode, city, region, country, language, birth_mmdd,
  birth_year, manager, tags, joined_day, status, name_key, address_key, address_hash, household_id,
  company_id, role, birth_doubt
FROM customer_before
WHERE customer_id = :customer
ORDER BY import_id
