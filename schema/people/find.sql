-- Customers whom a text surely means, the surest first: by number, mailbox, code of a touch or
-- number of a case, telephone, whole name (the numbers are those of CtFoundBy).
SELECT c.id, c.ref, c.name, coalesce(c.city, c.email, c.phone, '') AS detail, min(f.rank) AS rank
FROM (
  SELECT id, 1 AS rank FROM customer WHERE ref = :text
  UNION ALL SELECT customer_id, 1 FROM customer_ref WHERE ref = :text
  UNION ALL SELECT id, 2 FROM customer WHERE email_key = :email
  UNION ALL SELECT customer_id, 2 FROM other_address WHERE channel = 'mail' AND key = :email
  UNION ALL SELECT customer_id, 3 FROM touch WHERE code = :code
  UNION ALL SELECT customer_id, 3 FROM customer_case WHERE ref IN (:text, :code)
  UNION ALL SELECT id, 4 FROM customer WHERE phone_key IN (:phone, :digits)
  UNION ALL SELECT customer_id, 4 FROM other_address
    WHERE channel = 'call' AND key IN (:phone, :digits)
  UNION ALL SELECT id, 5 FROM customer WHERE name_key = :name) f
  JOIN customer c ON c.id = f.id
GROUP BY c.id, c.ref, c.name, detail
ORDER BY rank, c.name, c.id
