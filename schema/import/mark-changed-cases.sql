-- Known cases of which the file says something else than the base.
UPDATE stage_event SET changed = 1
FROM customer_case AS e
WHERE e.id = stage_event.event_id
  AND (e.customer_id <> stage_event.customer_id
    OR e.opened_day <> stage_event.day
    OR coalesce(stage_event.closed_day, e.closed_day) IS DISTINCT FROM e.closed_day
    OR stage_event.kind <> e.kind
    OR stage_event.words <> e.words)
