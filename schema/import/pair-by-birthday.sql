-- The same name, birthday and postal address: the same person.
INSERT INTO stage_pair (place, customer_id, way)
SELECT s.place, c.id, 5
FROM stage_customer AS s JOIN customer AS c
  ON c.name_key = s.name_key AND c.birth_mmdd = s.birth_mmdd AND c.address_key = s.address_key
WHERE s.customer_id IS NULL
  AND coalesce(s.birth_year, c.birth_year, 0) = coalesce(c.birth_year, s.birth_year, 0)
  AND (s.own = 0 OR NOT EXISTS (SELECT 1 FROM stage_customer AS x
                                WHERE x.customer_id = c.id AND x.own = 1))
ON CONFLICT (place, way, customer_id) DO NOTHING
