-- Contacts are again as they were.
UPDATE contact SET
  customer_id = b.customer_id,
  day = b.day,
  channel = b.channel,
  direction = b.direction,
  person = b.person,
  mood = b.mood,
  words = b.words
FROM contact_before AS b
WHERE b.import_id = :import AND b.contact_id = contact.id
