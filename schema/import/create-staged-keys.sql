-- What customers are recognised by, made anew from what the base says of them now.
CREATE TEMP TABLE stage_key (
  customer_id   INTEGER PRIMARY KEY,
  name_key      TEXT,
  address_key   TEXT,
  address_hash  TEXT,
  household_key TEXT,
  company       TEXT,
  company_key   TEXT
)
