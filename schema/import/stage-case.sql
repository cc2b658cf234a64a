-- One row of a file: a case, and whose it is. Of several rows with one id the last one counts.
INSERT INTO stage_event
  (place, ref, alike, customer, customer_id, event_id, day, closed_day, kind, words)
VALUES (:row, :ref, :alike, coalesce(:customer, :email_key),
        coalesce((SELECT c.id FROM customer AS c WHERE c.ref = :customer),
                 (SELECT min(c.id) FROM customer AS c WHERE c.email_key = :email_key)),
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
