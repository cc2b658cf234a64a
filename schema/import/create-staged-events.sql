-- The purchases, cases, contacts, events or referrals of one file, one row a ref, and what becomes of
-- them; of consent records whose they are.
CREATE TEMP TABLE stage_event (
  place         INTEGER PRIMARY KEY,    -- the first row of the file that names it
  ref           TEXT    UNIQUE,
  file_rows     INTEGER NOT NULL DEFAULT 1, -- how many name it
  alike         TEXT,                   -- without an id in the file: what the ref is made of
  customer      TEXT,                   -- as the file names them: id, e-mail address, number, name
  customer_id   INTEGER,                -- NULL: not in the base
  event_id      INTEGER,                -- the purchase, case or contact; NULL: not in the base
  changed       INTEGER NOT NULL DEFAULT 0, -- 1: the base is to be changed
  day           INTEGER,                -- of a case: opened
  closed_day    INTEGER,                -- of an event: until
  delivered_day INTEGER,
  installed_day INTEGER,
  total         INTEGER,                -- of a purchase: what the file calls its total
  added_up      INTEGER,                -- what its rows are worth
  refunded      INTEGER,
  cents         INTEGER GENERATED ALWAYS AS
                (CASE WHEN refunded > coalesce(total, added_up) AND refunded > 0
                      THEN 0
                      ELSE coalesce(total, added_up) - coalesce(refunded, 0) END) STORED,
  currency      TEXT,
  said          TEXT,                   -- of a purchase: the status that the file says
  status        TEXT    GENERATED ALWAYS AS
                (CASE WHEN refunded > 0 AND refunded >= coalesce(total, added_up)
                      THEN 'cancelled'
                      ELSE said END) VIRTUAL, -- a purchase that was refunded whole never was
  kind          TEXT,                   -- of an event: its name
  channel       TEXT,
  direction     TEXT,
  person        TEXT,
  mood          INTEGER,
  postcode      TEXT,
  region        TEXT,
  other_id      INTEGER,                -- of a referral: who sent the customer
  words         TEXT
)
