-- Customers that a piece of text may mean, the surest first: number, address, code of a touch, phone,
-- a piece of the name.
SELECT id, ref, name, min(rank) AS rank
FROM (
  SELECT id, ref, name, 1 AS rank FROM customer WHERE ref = :text
  UNION ALL SELECT id, ref, name, 2 FROM customer WHERE email_key = :key
  UNION ALL SELECT c.id, c.ref, c.name, 3
    FROM touch t JOIN customer c ON c.id = t.customer_id WHERE t.code = :code
  UNION ALL SELECT id, ref, name, 4 FROM customer WHERE phone_key = :phone
  UNION ALL SELECT id, ref, name, 5 FROM customer WHERE lower(name) LIKE :pattern ESCAPE '\'
    OR name LIKE :typed ESCAPE '\') f
GROUP BY id, ref, name
ORDER BY rank, name, id
