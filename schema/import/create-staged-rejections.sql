-- The rows of a file that are left out, and why.
CREATE TEMP TABLE stage_rejected (
  place INTEGER PRIMARY KEY,            -- the row of the file
  says  TEXT    NOT NULL
)
