-- What was bought in the staged purchases.
CREATE TEMP TABLE stage_item (
  place    INTEGER PRIMARY KEY,         -- the row of the file
  event    INTEGER NOT NULL,            -- the place of its purchase in stage_event
  line     INTEGER,                     -- 1, 2 ... of each purchase
  name     TEXT    NOT NULL,
  category TEXT,
  quantity INTEGER NOT NULL,
  cents    INTEGER NOT NULL
)
