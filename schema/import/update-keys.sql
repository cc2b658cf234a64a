-- Customers get their new keys, company and household; a household made by hand stays.
UPDATE customer SET
  name_key     = k.name_key,
  address_key  = k.address_key,
  address_hash = k.address_hash,
  company_id   = (SELECT m.id FROM company AS m WHERE m.name_key = k.company_key),
  household_id = CASE WHEN customer.household_fixed = 1 THEN customer.household_id
                      ELSE (SELECT h.id FROM household AS h WHERE h.key = k.household_key) END
FROM stage_key AS k
WHERE k.customer_id = customer.id
