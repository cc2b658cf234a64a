-- Known purchases of which the file says something else than the base.
UPDATE stage_event SET changed = 1
FROM purchase AS e
WHERE e.id = stage_event.event_id
  AND (e.customer_id <> stage_event.customer_id
    OR e.day <> stage_event.day
    OR e.cents <> stage_event.cents
    OR coalesce(stage_event.currency, e.currency) IS DISTINCT FROM e.currency
    OR coalesce(stage_event.delivered_day, e.delivered_day) IS DISTINCT FROM e.delivered_day
    OR coalesce(stage_event.installed_day, e.installed_day) IS DISTINCT FROM e.installed_day
    OR stage_event.status <> e.status)
