-- Which of the events without an id in the file are in the base already.
UPDATE stage_event SET event_id = e.id
FROM event AS e
WHERE stage_event.alike IS NOT NULL AND e.ref = stage_event.ref
