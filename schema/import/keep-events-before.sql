-- Events as they were before this import changes them.
INSERT INTO event_before
  (import_id, event_id, name, day, until_day, customer_id, postcode, region, words)
SELECT :import, e.id, e.name, e.day, e.until_day, e.customer_id, e.postcode, e.region, e.words
FROM stage_event AS s JOIN event AS e ON e.id = s.event_id
WHERE s.changed = 1
