-- Known customers take over what the file says. The import that brought them stays theirs.
UPDATE customer SET
  name       = coalesce(s.name, customer.name),
  first_name = coalesce(s.first_name, customer.first_name),
  last_name  = coalesce(s.last_name, customer.last_name),
  company    = coalesce(s.company, customer.company),
  role       = coalesce(s.role, customer.role),
  email      = coalesce(s.email, customer.email),
  email_key  = coalesce(s.email_key, customer.email_key),
  email_hash = coalesce(s.email_hash, customer.email_hash),
  phone      = coalesce(s.phone, customer.phone),
  phone_key  = coalesce(s.phone_key, customer.phone_key),
  phone_hash = coalesce(s.phone_hash, customer.phone_hash),
  street     = coalesce(s.street, customer.street),
  postcode   = coalesce(s.postcode, customer.postcode),
  city       = coalesce(s.city, customer.city),
  region     = coalesce(s.region, customer.region),
  country    = coalesce(s.country, customer.country),
  language   = coalesce(s.language, customer.language),
  birth_year = CASE WHEN s.birth_mmdd IS NULL THEN customer.birth_year
                    WHEN s.birth_mmdd = customer.birth_mmdd
                    THEN coalesce(s.birth_year, customer.birth_year)
                    ELSE s.birth_year END,
  birth_mmdd = coalesce(s.birth_mmdd, customer.birth_mmdd),
  manager    = coalesce(s.manager, customer.manager),
  tags       = coalesce(s.tags, customer.tags),
  joined_day = coalesce(s.joined_day, customer.joined_day),
  status     = coalesce(s.status, customer.status)
FROM stage_customer AS s
WHERE customer.id = s.customer_id AND s.rewritten = 1
