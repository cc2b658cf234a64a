-- The purchases, cases or contacts of one file, one row a ref, and what becomes of them.
CREATE TEMP TABLE stage_event (
  place       INTEGER PRIMARY KEY,      -- the first row of the file that names it
  ref         TEXT    UNIQUE,
  file_rows   INTEGER NOT NULL DEFAULT 1, -- how many name it
  alike       TEXT,                     -- without an id in the file: what the ref is made of
  customer    TEXT,                     -- as the file names them: id or e-mail address
  customer_id INTEGER,                  -- NULL: not in the base
  event_id    INTEGER,                  -- the purchase, case or contact; NULL: not in the base
  changed     INTEGER NOT NULL DEFAULT 0, -- 1: the base is to be changed
  day         INTEGER,                  -- of a case: opened
  closed_day  INTEGER,
  total       INTEGER,                  -- of a purchase: what the file calls its total
  added_up    INTEGER,                  -- what its rows are worth
  refunded    INTEGER,
  cents       INTEGER GENERATED ALWAYS AS
              (coalesce(total, added_up) - coalesce(refunded, 0)) STORED,
  currency    TEXT,
  status      TEXT,
  kind        TEXT,
  channel     TEXT,
  direction   TEXT,
  person      TEXT,
  mood        INTEGER,
  words       TEXT
)
