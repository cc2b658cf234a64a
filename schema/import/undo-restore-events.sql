-- Events are again as they were.
UPDATE event SET
  name = b.name,
  day = b.day,
  until_day = b.until_day,
  customer_id = b.customer_id,
  postcode = b.postcode,
  region = b.region,
  words = b.words
FROM event_before AS b
WHERE b.import_id = :import AND b.event_id = event.id
