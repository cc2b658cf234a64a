-- New contacts, in the order of the file.
INSERT INTO contact
  (ref, customer_id, day, channel, direction, person, mood, words, import_id)
SELECT ref, customer_id, day, channel, direction, person, mood, coalesce(words, ''), :import
FROM stage_event
WHERE event_id IS NULL
ORDER BY place
