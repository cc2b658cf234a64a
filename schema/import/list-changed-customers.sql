-- What the keys of the customers are made of that this import changed, or named in several rows.
SELECT id, ref, name, first_name, last_name, company, street, postcode, city, country, email
FROM customer
WHERE id IN (SELECT s.customer_id FROM stage_customer AS s
             WHERE s.rewritten = 1 OR (s.added = 1 AND s.again > 0))
