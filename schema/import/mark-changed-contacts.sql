-- Known contacts of which the file says something else than the base.
UPDATE stage_event SET changed = 1
FROM contact AS e
WHERE e.id = stage_event.event_id
  AND (e.customer_id <> stage_event.customer_id
    OR e.day <> stage_event.day
    OR e.channel <> stage_event.channel
    OR e.direction <> stage_event.direction
    OR coalesce(stage_event.person, e.person) IS DISTINCT FROM e.person
    OR coalesce(stage_event.mood, e.mood) IS DISTINCT FROM e.mood
    OR stage_event.words <> e.words)
