-- The peer of import.py: the same rows, typed and indexed, by the shell of the database.
CREATE TABLE customer (id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  email TEXT, phone TEXT, street TEXT, city TEXT, birth_mmdd INTEGER, birth_year INTEGER) STRICT;
CREATE TABLE purchase (id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL, day INTEGER NOT NULL, cents INTEGER NOT NULL) STRICT;
BEGIN;
INSERT INTO customer (ref, name, email, phone, street, city, birth_mmdd, birth_year)
SELECT id, name, lower(email), phone, street, city,
  CAST(substr(birthday, 6, 2) || substr(birthday, 9, 2) AS INTEGER),
  CAST(substr(birthday, 1, 4) AS INTEGER) FROM raw_customers;
INSERT INTO purchase (ref, customer_id, day, cents)
SELECT r.id, c.id, CAST(julianday(r.date) - 2440587.5 AS INTEGER),
  CAST(round(r.total * 100) AS INTEGER)
FROM raw_purchases r JOIN customer c ON c.ref = r."customer id";
CREATE INDEX customer_birthday ON customer (birth_mmdd);
CREATE INDEX customer_email ON customer (email);
CREATE INDEX customer_phone ON customer (phone);
CREATE INDEX purchase_customer ON purchase (customer_id, day, cents);
CREATE INDEX purchase_day ON purchase (day, customer_id);
COMMIT;
