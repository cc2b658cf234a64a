-- New and changed customers with the name and the postal address of somebody else.
INSERT INTO twin (one_id, other_id, reason, day, import_id)
SELECT least(a.id, b.id), greatest(a.id, b.id), 'same name and address', :day, :import
FROM stage_customer AS s JOIN customer AS a ON a.id = s.customer_id
  JOIN customer AS b ON b.address_key = a.address_key AND b.name_key = a.name_key
WHERE s.changed = 1 AND b.id <> a.id
ORDER BY 1, 2
ON CONFLICT (one_id, other_id) DO NOTHING
