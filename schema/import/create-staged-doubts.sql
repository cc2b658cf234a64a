-- Birthdays that cannot be believed.
CREATE TEMP TABLE stage_doubt (
  mmdd   INTEGER NOT NULL,
  year   INTEGER NOT NULL,              -- 0: not known
  reason TEXT    NOT NULL,
  PRIMARY KEY (mmdd, year)
)
