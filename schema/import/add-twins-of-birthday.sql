-- New and changed customers with the name and the birthday of somebody else; not a birthday that is
-- set aside.
INSERT INTO twin (one_id, other_id, reason, day, import_id)
SELECT least(a.id, b.id), greatest(a.id, b.id), 'same name and birthday', :day, :import
FROM stage_customer AS s JOIN customer AS a ON a.id = s.customer_id
  JOIN customer AS b ON b.name_key = a.name_key AND b.birth_mmdd = a.birth_mmdd
WHERE s.changed = 1 AND b.id <> a.id AND a.birth_doubt IS NULL AND b.birth_doubt IS NULL
  AND coalesce(a.birth_year, b.birth_year, 0) = coalesce(b.birth_year, a.birth_year, 0)
ORDER BY 1, 2
ON CONFLICT (one_id, other_id) DO NOTHING
