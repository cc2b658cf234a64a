-- Columns of the file that the owner asked to keep.
CREATE TEMP TABLE stage_extra (
  place       INTEGER NOT NULL,         -- of stage_customer
  name        TEXT    NOT NULL,         -- the heading
  value       TEXT    NOT NULL,
  customer_id INTEGER,                  -- NULL: not in the base
  PRIMARY KEY (place, name)
)
