-- Customers whose name, or whose company, holds all of up to four pieces. This reads everybody.
SELECT c.id, c.ref, c.name, coalesce(c.city, c.email, c.phone, '') AS detail, 6 AS rank
FROM customer c LEFT JOIN company f ON f.id = c.company_id
WHERE (c.name_key LIKE :one ESCAPE '\' AND c.name_key LIKE :two ESCAPE '\'
       AND c.name_key LIKE :three ESCAPE '\' AND c.name_key LIKE :four ESCAPE '\')
   OR (f.name_key LIKE :one ESCAPE '\' AND f.name_key LIKE :two ESCAPE '\'
       AND f.name_key LIKE :three ESCAPE '\' AND f.name_key LIKE :four ESCAPE '\')
   OR c.name LIKE :typed ESCAPE '\'
ORDER BY CASE WHEN c.name_key LIKE :one ESCAPE '\' THEN 0 ELSE 1 END, c.name, c.id
