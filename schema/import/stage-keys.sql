-- What one customer is recognised by.
INSERT INTO stage_key
  (customer_id, name_key, address_key, address_hash, household_key, company, company_key)
VALUES (:customer, :name_key, :address_key, :address_hash, :household_key, :company, :company_key)
