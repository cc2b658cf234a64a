-- One row of a file: a case. Of several rows with one id the last one counts.
INSERT INTO stage_event
  (place, ref, alike, customer, customer_id, event_id, day, closed_day, kind, words)
VALUES (:row, :ref, :alike, :customer, :customer_id,
        (SELECT e.id FROM customer_case AS e WHERE e.ref = :ref),
        :day, :closed_day, :kind, :words)
ON CONFLICT (ref) DO UPDATE SET
  file_rows   = stage_event.file_rows + 1,
  customer    = coalesce(excluded.customer, stage_event.customer),
  customer_id = coalesce(excluded.customer_id, stage_event.customer_id),
  day         = excluded.day,
  closed_day  = excluded.closed_day,
  kind        = coalesce(excluded.kind, stage_event.kind),
  words       = coalesce(excluded.words, stage_event.words)
