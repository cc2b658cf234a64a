-- Known purchases take over what the file says.
UPDATE purchase SET
  customer_id   = s.customer_id,
  day           = s.day,
  cents         = s.cents,
  currency      = coalesce(s.currency, purchase.currency),
  status        = coalesce(s.status, purchase.status),
  delivered_day = coalesce(s.delivered_day, purchase.delivered_day),
  installed_day = coalesce(s.installed_day, purchase.installed_day)
FROM stage_event AS s
WHERE purchase.id = s.event_id AND s.changed = 1
