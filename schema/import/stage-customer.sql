-- One row of a file. When the file names a customer twice, the later cell counts, an empty one
-- erases nothing, and of two answers the "no". What the file does not say of the mailbox and the
-- number is taken from the base, because a "no" goes with them. Returns the first row that named
-- the customer when this one contradicts what was there.
INSERT INTO stage_customer
  (place, ref, customer_id, name, first_name, last_name, company, email, email_key, email_hash,
   phone, phone_key, phone_hash, street, postcode, city, region, country, language, birth_mmdd,
   birth_year, manager, tags, joined_day, spread, may_email, may_call, may_post)
SELECT
  :row, :ref, c.id, :name, :first_name, :last_name, :company, :email,
  coalesce(:email_key, c.email_key), :email_hash, :phone, coalesce(:phone_key, c.phone_key),
  :phone_hash, :street, :postcode, :city, :region, :country, :language, :birth_mmdd, :birth_year,
  :manager, :tags, :joined_day, :spread, :may_email, :may_call, :may_post
FROM (SELECT 1) LEFT JOIN customer AS c ON c.ref = :ref
WHERE true
ON CONFLICT (ref) DO UPDATE SET
  differs    = coalesce(
                 excluded.name <> stage_customer.name
              OR excluded.first_name <> stage_customer.first_name
              OR excluded.last_name <> stage_customer.last_name
              OR excluded.company <> stage_customer.company
              OR excluded.email <> stage_customer.email
              OR excluded.phone <> stage_customer.phone
              OR excluded.street <> stage_customer.street
              OR excluded.postcode <> stage_customer.postcode
              OR excluded.city <> stage_customer.city
              OR excluded.region <> stage_customer.region
              OR excluded.country <> stage_customer.country
              OR excluded.language <> stage_customer.language
              OR excluded.birth_mmdd <> stage_customer.birth_mmdd
              OR excluded.birth_year <> stage_customer.birth_year
              OR excluded.manager <> stage_customer.manager
              OR excluded.tags <> stage_customer.tags
              OR excluded.joined_day <> stage_customer.joined_day, 0),
  name       = CASE WHEN excluded.name IS NULL AND
                         coalesce(excluded.first_name, excluded.last_name) IS NOT NULL THEN NULL
                    ELSE coalesce(excluded.name, stage_customer.name) END,
  first_name = coalesce(excluded.first_name, stage_customer.first_name),
  last_name  = coalesce(excluded.last_name, stage_customer.last_name),
  company    = coalesce(excluded.company, stage_customer.company),
  email      = coalesce(excluded.email, stage_customer.email),
  email_key  = coalesce(:email_key, stage_customer.email_key),
  email_hash = coalesce(excluded.email_hash, stage_customer.email_hash),
  phone      = coalesce(excluded.phone, stage_customer.phone),
  phone_key  = coalesce(:phone_key, stage_customer.phone_key),
  phone_hash = coalesce(excluded.phone_hash, stage_customer.phone_hash),
  street     = coalesce(excluded.street, stage_customer.street),
  postcode   = coalesce(excluded.postcode, stage_customer.postcode),
  city       = coalesce(excluded.city, stage_customer.city),
  region     = coalesce(excluded.region, stage_customer.region),
  country    = coalesce(excluded.country, stage_customer.country),
  language   = coalesce(excluded.language, stage_customer.language),
  birth_year = CASE WHEN excluded.birth_mmdd IS NULL THEN stage_customer.birth_year
                    WHEN excluded.birth_mmdd = stage_customer.birth_mmdd
                    THEN coalesce(excluded.birth_year, stage_customer.birth_year)
                    ELSE excluded.birth_year END,
  birth_mmdd = coalesce(excluded.birth_mmdd, stage_customer.birth_mmdd),
  manager    = coalesce(excluded.manager, stage_customer.manager),
  tags       = coalesce(excluded.tags, stage_customer.tags),
  joined_day = coalesce(excluded.joined_day, stage_customer.joined_day),
  may_email  = least(excluded.may_email, stage_customer.may_email),
  may_call   = least(excluded.may_call, stage_customer.may_call),
  may_post   = least(excluded.may_post, stage_customer.may_post)
RETURNING CASE WHEN differs = 1 THEN place END
