-- What the staged records of consent come to: those that are news are left in stage_answer.
SELECT count(*) AS staged,
       count(*) FILTER (WHERE place IN (SELECT a.place FROM stage_answer AS a)) AS added,
       0 AS changed
FROM stage_event
