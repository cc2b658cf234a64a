-- Senders who are not here.
SELECT file_row AS place, said, count(*) OVER () AS total
FROM stage_sender
WHERE sender_id IS NULL
ORDER BY file_row
LIMIT :most
