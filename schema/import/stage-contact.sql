-- One row of a file: a contact. Of several rows with one id the last one counts.
INSERT INTO stage_event
  (place, ref, alike, customer, customer_id, event_id, day, channel, direction, person, mood, words)
VALUES (:row, :ref, :alike, :customer, :customer_id,
        (SELECT e.id FROM contact AS e WHERE e.ref = :ref),
        :day, :channel, :direction, :person, :mood, :words)
ON CONFLICT (ref) DO UPDATE SET
  file_rows   = stage_event.file_rows + 1,
  customer    = coalesce(excluded.customer, stage_event.customer),
  customer_id = coalesce(excluded.customer_id, stage_event.customer_id),
  day         = excluded.day,
  channel     = excluded.channel,
  direction   = excluded.direction,
  person      = coalesce(excluded.person, stage_event.person),
  mood        = coalesce(excluded.mood, stage_event.mood),
  words       = coalesce(excluded.words, stage_event.words)
