-- Contacts as they were before this import changes them.
INSERT INTO contact_before
  (import_id, contact_id, customer_id, day, channel, direction, person, mood, words)
SELECT :import, e.id, e.customer_id, e.day, e.channel, e.direction, e.person, e.mood, e.words
FROM stage_event AS s JOIN contact AS e ON e.id = s.event_id
WHERE s.changed = 1
