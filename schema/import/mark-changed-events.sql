-- Known events of which the file says something else than the base.
UPDATE stage_event SET changed = 1
FROM event AS e
WHERE e.id = stage_event.event_id
  AND (e.customer_id IS DISTINCT FROM stage_event.customer_id
    OR e.postcode IS DISTINCT FROM stage_event.postcode
    OR e.region IS DISTINCT FROM stage_event.region
    OR e.name <> stage_event.kind
    OR e.day <> stage_event.day
    OR coalesce(stage_event.closed_day, e.until_day) IS DISTINCT FROM e.until_day
    OR stage_event.words <> e.words)
