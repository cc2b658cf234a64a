-- What a file answers about being written to or called, one row an answer.
CREATE TEMP TABLE stage_answer (
  place       INTEGER NOT NULL,         -- the row of the file; of customers the first of theirs
  customer_id INTEGER,                  -- NULL: not in the base
  channel     TEXT    NOT NULL,
  purpose     TEXT    NOT NULL,
  address     TEXT,                     -- whoever has the same key is bound by a "no"; NULL: nobody
  answer      INTEGER NOT NULL,
  day         INTEGER NOT NULL,         -- when it was answered, as far as known
  dated       INTEGER NOT NULL,         -- 1: a record of that day, which rises over an older "no"
  source      TEXT,                     -- NULL: the export as a whole
  wording     TEXT,
  PRIMARY KEY (place, channel, purpose)
)
