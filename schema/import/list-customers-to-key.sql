-- What the keys of every customer are made of.
SELECT id, ref, name, first_name, last_name, company, street, postcode, city, country, email
FROM customer
