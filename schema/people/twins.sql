-- Pairs that somebody has to look at, those found last at the end.
SELECT t.one_id, t.other_id, t.reason, t.day, a.ref, a.name, b.ref, b.name
FROM twin t JOIN customer a ON a.id = t.one_id JOIN customer b ON b.id = t.other_id
WHERE t.verdict IS NULL
ORDER BY t.day, t.one_id, t.other_id
