-- The customers of one file, one row an id: what the file says, and what becomes of it.
CREATE TEMP TABLE stage_customer (
  place         INTEGER PRIMARY KEY,    -- the first row of the file that names them
  ref           TEXT    NOT NULL UNIQUE,
  own           INTEGER NOT NULL,       -- 1: an id of the file; 0: made of mailbox, number and name
  name          TEXT,                   -- NULL: none, or first or last name only
  first_name    TEXT,
  last_name     TEXT,
  company       TEXT,
  role          TEXT,
  email         TEXT,
  email_key     TEXT,
  email_hash    TEXT,
  phone         TEXT,
  phone_key     TEXT,
  phone_hash    TEXT,
  street        TEXT,
  postcode      TEXT,
  city          TEXT,
  region        TEXT,
  country       TEXT,
  language      TEXT,
  birth_mmdd    INTEGER,
  birth_year    INTEGER,
  manager       TEXT,
  tags          TEXT,
  joined_day    INTEGER,
  status        TEXT,
  bounced       INTEGER,                -- 1: mail to this mailbox came back
  name_key      TEXT,
  address_key   TEXT,
  address_hash  TEXT,
  household_key TEXT,
  company_key   TEXT,
  spread        INTEGER NOT NULL,
  again         INTEGER NOT NULL DEFAULT 0, -- how many later rows name them too
  differs       INTEGER NOT NULL DEFAULT 0, -- 1: the last row says something else than those before
  customer_id   INTEGER,                -- NULL: not in the base
  way           INTEGER,                -- how they were found without the id: stage_pair; NULL: by it
  leads         INTEGER NOT NULL DEFAULT 1, -- 0: a row further up or down speaks for the customer
  added         INTEGER NOT NULL DEFAULT 0, -- 1: this import brought them
  changed       INTEGER NOT NULL DEFAULT 0, -- 1: something about them is news
  rewritten     INTEGER NOT NULL DEFAULT 0  -- 1: and that in their own columns
)
