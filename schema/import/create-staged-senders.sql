-- Who sent the staged customers.
CREATE TEMP TABLE stage_sender (
  place       INTEGER PRIMARY KEY,      -- of stage_customer
  file_row    INTEGER NOT NULL,
  said        TEXT    NOT NULL,         -- how the file names the sender
  email_key   TEXT,
  name_key    TEXT,
  sender_id   INTEGER                   -- NULL: not in the base
)
