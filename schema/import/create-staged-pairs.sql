-- Who of the base may be behind a staged row whose id is not known. Ways: 1 the same mailbox and
-- name, 2 the same mailbox and a name that fits, 3 and 4 the same with the number, 5 the same name,
-- birthday and address, 6 the only one of that name.
CREATE TEMP TABLE stage_pair (
  place       INTEGER NOT NULL,         -- of stage_customer
  customer_id INTEGER NOT NULL,
  way         INTEGER NOT NULL,
  PRIMARY KEY (place, way, customer_id)
)
