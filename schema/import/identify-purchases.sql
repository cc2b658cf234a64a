-- The numbers of the purchases that were just added.
UPDATE stage_event SET event_id = e.id, changed = 1
FROM purchase AS e
WHERE e.ref = stage_event.ref AND stage_event.event_id IS NULL
