-- One row of a file. When the file names a customer twice, the later cell counts, and an empty one
-- erases nothing. Returns the first row that named the customer, and whether this one contradicts
-- what was there.
INSERT INTO stage_customer
  (place, ref, own, customer_id, name, first_name, last_name, company, role, email, email_key,
   email_hash, phone, phone_key, phone_hash, street, postcode, city, region, country, language,
   birth_mmdd, birth_year, manager, tags, joined_day, status, bounced, name_key, address_key,
   address_hash, household_key, company_key, spread)
VALUES
  (:row, :ref, :own,
   coalesce((SELECT c.id FROM customer AS c WHERE c.ref = :ref),
            (SELECT r.customer_id FROM customer_ref AS r WHERE r.ref = :ref)),
   :name, :first_name, :last_name, :company, :role, :email, :email_key, :email_hash, :phone,
   :phone_key, :phone_hash, :street, :postcode, :city, :region, :country, :language, :birth_mmdd,
   :birth_year, :manager, :tags, :joined_day, :status, :bounced, :name_key, :address_key,
   :address_hash, :household_key, :company_key, :spread)
ON CONFLICT (ref) DO UPDATE SET
  again      = stage_customer.again + 1,
  differs    = coalesce(
                 excluded.name <> stage_customer.name
              OR excluded.first_name <> stage_customer.first_name
              OR excluded.last_name <> stage_customer.last_name
              OR excluded.company <> stage_customer.company
              OR excluded.role <> stage_customer.role
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
              OR excluded.joined_day <> stage_customer.joined_day
              OR excluded.status <> stage_customer.status, 0),
  name       = CASE WHEN excluded.name IS NULL AND
                         coalesce(excluded.first_name, excluded.last_name) IS NOT NULL THEN NULL
                    ELSE coalesce(excluded.name, stage_customer.name) END,
  first_name = coalesce(excluded.first_name, stage_customer.first_name),
  last_name  = coalesce(excluded.last_name, stage_customer.last_name),
  company    = coalesce(excluded.company, stage_customer.company),
  role       = coalesce(excluded.role, stage_customer.role),
  email      = coalesce(excluded.email, stage_customer.email),
  email_key  = coalesce(excluded.email_key, stage_customer.email_key),
  email_hash = coalesce(excluded.email_hash, stage_customer.email_hash),
  phone      = coalesce(excluded.phone, stage_customer.phone),
  phone_key  = coalesce(excluded.phone_key, stage_customer.phone_key),
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
  status     = coalesce(excluded.status, stage_customer.status),
  bounced    = coalesce(excluded.bounced, stage_customer.bounced),
  name_key   = CASE WHEN coalesce(excluded.name, excluded.first_name, excluded.last_name) IS NULL
                     AND coalesce(stage_customer.name, stage_customer.first_name,
                                  stage_customer.last_name) IS NOT NULL
                    THEN stage_customer.name_key
                    ELSE coalesce(excluded.name_key, stage_customer.name_key) END,
  address_key   = coalesce(excluded.address_key, stage_customer.address_key),
  address_hash  = coalesce(excluded.address_hash, stage_customer.address_hash),
  household_key = coalesce(excluded.household_key, stage_customer.household_key),
  company_key   = coalesce(excluded.company_key, stage_customer.company_key)
RETURNING place AS first_place, differs
