-- Known contacts take over what the file says.
UPDATE contact SET
  customer_id = s.customer_id,
  day         = s.day,
  channel     = s.channel,
  direction   = s.direction,
  person      = coalesce(s.person, contact.person),
  mood        = coalesce(s.mood, contact.mood),
  words       = coalesce(s.words, contact.words)
FROM stage_event AS s
WHERE contact.id = s.event_id AND s.changed = 1
