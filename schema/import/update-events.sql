-- Known events take over what the file says. One that ended before its new first day has no end.
UPDATE event SET
  name        = s.kind,
  day         = s.day,
  until_day   = CASE WHEN coalesce(s.closed_day, event.until_day) >= s.day
                     THEN coalesce(s.closed_day, event.until_day) END,
  customer_id = s.customer_id,
  postcode    = s.postcode,
  region      = s.region,
  words       = coalesce(s.words, event.words)
FROM stage_event AS s
WHERE event.id = s.event_id AND s.changed = 1
