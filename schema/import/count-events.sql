-- What the staged purchases, cases or contacts come to.
SELECT count(*) AS staged,
       count(*) FILTER (WHERE event_id IS NULL) AS added,
       count(*) FILTER (WHERE changed = 1) AS changed
FROM stage_event
