-- Birthdays under another name than the base has, and who is meant by the rest of the row. What a
-- person made one is one, and a company has no name of its own.
SELECT s.place, coalesce(s.name, s.first_name, s.last_name) AS says, s.name_key AS says_key,
       c.name AS knows, c.name_key AS knows_key
FROM stage_customer AS s JOIN customer AS c ON c.id = s.customer_id
WHERE s.name_key <> c.name_key AND coalesce(s.name, s.first_name, s.last_name) IS NOT NULL
  AND c.name IS NOT c.company AND s.ref NOT IN (SELECT m.ref FROM merge AS m)
ORDER BY s.place
