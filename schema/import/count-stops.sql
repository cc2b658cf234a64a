-- What the staged numbers and mailboxes come to.
SELECT count(*) AS staged,
       count(*) FILTER (WHERE k.hash IS NULL) AS added,
       0 AS changed
FROM stage_stop AS s
  LEFT JOIN suppression AS k ON k.channel = s.channel AND k.hash = s.hash
