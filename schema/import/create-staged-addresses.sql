-- Mailboxes and numbers of the staged customers beside the one that is written to.
CREATE TEMP TABLE stage_address (
  place       INTEGER NOT NULL,         -- of stage_customer
  channel     TEXT    NOT NULL,
  key         TEXT    NOT NULL,
  address     TEXT    NOT NULL,
  hash        TEXT    NOT NULL,
  customer_id INTEGER,                  -- NULL: not in the base
  PRIMARY KEY (place, channel, key)
)
