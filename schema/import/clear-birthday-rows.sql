-- Of a file of birthdays nothing but the birthdays is taken, no id either.
UPDATE stage_customer SET
  name = NULL, first_name = NULL, last_name = NULL, company = NULL, role = NULL, email = NULL,
  email_key = NULL, email_hash = NULL, phone = NULL, phone_key = NULL, phone_hash = NULL,
  street = NULL, postcode = NULL, city = NULL, region = NULL, country = NULL, language = NULL,
  manager = NULL, tags = NULL, joined_day = NULL, status = NULL, bounced = NULL, name_key = NULL,
  address_key = NULL, address_hash = NULL, household_key = NULL, company_key = NULL,
  way = NULL
