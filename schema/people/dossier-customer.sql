-- The customer.
SELECT id, ref, name, first_name, last_name, company, email, email_key, email_hash, phone,
  phone_key, phone_hash, street, postcode, city, region, country, language, birth_mmdd, birth_year,
  manager, tags, joined_day, status, spread, import_id, name_key, address_key, address_hash,
  household_id, household_fixed, company_id, role, birth_doubt
FROM customer
WHERE id = :customer
ORDER BY id
