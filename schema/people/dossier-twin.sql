-- Records that may be the same person.
SELECT one_id, other_id, reason, day, verdict, import_id
FROM twin
WHERE one_id = :customer OR other_id = :customer
ORDER BY one_id, other_id
