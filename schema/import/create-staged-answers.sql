-- What a file answers about being contacted, one row a customer and channel.
CREATE TEMP TABLE stage_answer (
  ref     TEXT    NOT NULL,             -- of the customer
  channel TEXT    NOT NULL,
  address TEXT,                         -- whoever has the same one is bound by a "no"; NULL: nobody
  answer  INTEGER NOT NULL,
  PRIMARY KEY (ref, channel)
)
