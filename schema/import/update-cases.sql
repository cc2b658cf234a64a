-- Known cases take over what the file says. One that closed before its new first day is open.
UPDATE customer_case SET
  customer_id = s.customer_id,
  kind        = coalesce(s.kind, customer_case.kind),
  opened_day  = s.day,
  closed_day  = CASE WHEN coalesce(s.closed_day, customer_case.closed_day) >= s.day
                     THEN coalesce(s.closed_day, customer_case.closed_day) END,
  words       = coalesce(s.words, customer_case.words)
FROM stage_event AS s
WHERE customer_case.id = s.event_id AND s.changed = 1
