-- What the record that stays does not know is taken from the one that goes; what belongs together
-- is taken together. The stricter status counts.
UPDATE customer SET
  first_name = coalesce(customer.first_name, g.first_name),
  last_name = coalesce(customer.last_name, g.last_name),
  company = CASE g.take_company WHEN 1 THEN g.company ELSE customer.company END,
  company_id = CASE g.take_company WHEN 1 THEN g.company_id ELSE customer.company_id END,
  role = CASE g.take_company WHEN 1 THEN g.role ELSE customer.role END,
  email = CASE g.take_mail WHEN 1 THEN g.email ELSE customer.email END,
  email_key = CASE g.take_mail WHEN 1 THEN g.email_key ELSE customer.email_key END,
  email_hash = CASE g.take_mail WHEN 1 THEN g.email_hash ELSE customer.email_hash END,
  phone = CASE g.take_phone WHEN 1 THEN g.phone ELSE customer.phone END,
  phone_key = CASE g.take_phone WHEN 1 THEN g.phone_key ELSE customer.phone_key END,
  phone_hash = CASE g.take_phone WHEN 1 THEN g.phone_hash ELSE customer.phone_hash END,
  street = CASE g.take_post WHEN 1 THEN g.street ELSE customer.street END,
  postcode = CASE g.take_post WHEN 1 THEN g.postcode ELSE customer.postcode END,
  city = CASE g.take_post WHEN 1 THEN g.city ELSE customer.city END,
  region = CASE g.take_post WHEN 1 THEN g.region ELSE customer.region END,
  country = CASE g.take_post WHEN 1 THEN g.country ELSE customer.country END,
  address_key = CASE g.take_post WHEN 1 THEN g.address_key ELSE customer.address_key END,
  address_hash = CASE g.take_post WHEN 1 THEN g.address_hash ELSE customer.address_hash END,
  household_fixed = CASE g.take_household WHEN 1 THEN g.household_fixed
                                          ELSE customer.household_fixed END,
  household_id = CASE g.take_household WHEN 1 THEN g.household_id ELSE customer.household_id END,
  language = coalesce(customer.language, g.language),
  birth_mmdd = CASE g.take_birthday WHEN 1 THEN g.birth_mmdd ELSE customer.birth_mmdd END,
  birth_year = CASE g.take_birthday WHEN 1 THEN g.birth_year ELSE customer.birth_year END,
  birth_doubt = CASE g.take_birthday WHEN 1 THEN g.birth_doubt ELSE customer.birth_doubt END,
  manager = coalesce(customer.manager, g.manager),
  tags = CASE WHEN customer.tags IS NULL THEN g.tags
              WHEN g.tags IS NULL OR g.tags = customer.tags THEN customer.tags
              ELSE customer.tags || ', ' || g.tags END,
  joined_day = least(customer.joined_day, g.joined_day),
  status = CASE WHEN 'deceased' IN (customer.status, g.status) THEN 'deceased'
                WHEN 'blocked' IN (customer.status, g.status) THEN 'blocked'
                WHEN 'staff' IN (customer.status, g.status) THEN 'staff'
                WHEN 'test' IN (customer.status, g.status) THEN 'test'
                ELSE 'active' END
FROM (
  SELECT o.first_name, o.last_name, o.company, o.company_id, o.role, o.email, o.email_key,
    o.email_hash, o.phone, o.phone_key, o.phone_hash, o.street, o.postcode, o.city, o.region,
    o.country, o.address_key, o.address_hash, o.household_id, o.household_fixed, o.language,
    o.birth_mmdd, o.birth_year, o.birth_doubt, o.manager, o.tags, o.joined_day, o.status,
    CASE WHEN k.company IS NULL AND k.company_id IS NULL THEN 1 ELSE 0 END AS take_company,
    CASE WHEN k.email IS NULL THEN 1 ELSE 0 END AS take_mail,
    CASE WHEN k.phone IS NULL THEN 1 ELSE 0 END AS take_phone,
    CASE WHEN k.address_key IS NULL
           AND (o.address_key IS NOT NULL OR (k.street IS NULL AND k.city IS NULL))
         THEN 1 ELSE 0 END AS take_post,
    CASE WHEN k.household_id IS NULL AND k.household_fixed = 0 THEN 1 ELSE 0 END
      AS take_household,
    CASE WHEN k.birth_mmdd IS NULL
           OR (k.birth_doubt IS NOT NULL AND o.birth_mmdd IS NOT NULL AND o.birth_doubt IS NULL)
           OR (k.birth_mmdd = o.birth_mmdd AND k.birth_year IS NULL AND o.birth_doubt IS NULL)
         THEN 1 ELSE 0 END AS take_birthday
  FROM customer k CROSS JOIN customer o
  WHERE k.id = :kept AND o.id = :gone) g
WHERE customer.id = :kept
