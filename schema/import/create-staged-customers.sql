-- The customers of one file, one row a ref: what the file says, and what becomes of it; and what
-- they answer about being written to or called, one row an answer.
CREATE TEMP TABLE stage_customer (
  place       INTEGER NOT NULL,         -- the row of the file
  ref         TEXT    PRIMARY KEY,
  name        TEXT,                     -- NULL: none, or first or last name only
  first_name  TEXT,
  last_name   TEXT,
  company     TEXT,
  email       TEXT,
  email_key   TEXT,
  email_hash  TEXT,
  phone       TEXT,
  phone_key   TEXT,
  phone_hash  TEXT,
  street      TEXT,
  postcode    TEXT,
  city        TEXT,
  region      TEXT,
  country     TEXT,
  language    TEXT,
  birth_mmdd  INTEGER,
  birth_year  INTEGER,
  manager     TEXT,
  tags        TEXT,
  joined_day  INTEGER,
  spread      INTEGER NOT NULL,
  may_email   INTEGER,                  -- what the file answers; NULL: nothing
  may_call    INTEGER,
  may_post    INTEGER,
  differs     INTEGER NOT NULL DEFAULT 0, -- 1: the last row says something else than those before
  customer_id INTEGER,                  -- NULL: not in the base
  changed     INTEGER NOT NULL DEFAULT 0  -- 1: the base is to be changed
)
