-- One row of a file: an event that concerns a customer, a postcode or a region. Of several rows with
-- one id the last one counts.
INSERT INTO stage_event
  (place, ref, alike, customer, customer_id, event_id, day, closed_day, kind, postcode, region,
   words)
VALUES (:row, :ref, :alike, :customer, :customer_id,
        (SELECT e.id FROM event AS e WHERE e.ref = :ref),
        :day, :until_day, :kind, :postcode, :region, :words)
ON CONFLICT (ref) DO UPDATE SET
  file_rows   = stage_event.file_rows + 1,
  customer    = excluded.customer,
  customer_id = excluded.customer_id,
  day         = excluded.day,
  closed_day  = excluded.closed_day,
  kind        = excluded.kind,
  postcode    = excluded.postcode,
  region      = excluded.region,
  words       = coalesce(excluded.words, stage_event.words)
