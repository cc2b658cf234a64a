-- The numbers and mailboxes of a list of those that are not to be used, as keyed hashes.
CREATE TEMP TABLE stage_stop (
  place   INTEGER NOT NULL,             -- the row of the file
  channel TEXT    NOT NULL,
  hash    TEXT    NOT NULL,
  day     INTEGER NOT NULL,             -- since when, as far as known
  PRIMARY KEY (channel, hash)
)
