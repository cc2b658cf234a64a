-- New events, in the order of the file.
INSERT INTO event
  (ref, name, day, until_day, customer_id, postcode, region, words, import_id)
SELECT ref, kind, day, closed_day, customer_id, postcode, region, coalesce(words, ''), :import
FROM stage_event
WHERE event_id IS NULL
ORDER BY place
