-- One row of a file: a purchase, or an item of one, which adds to the rows before it.
INSERT INTO stage_event
  (place, ref, alike, customer, customer_id, event_id, day, delivered_day, installed_day, total,
   added_up, refunded, currency, said)
VALUES (:row, :ref, :alike, :customer, :customer_id,
        (SELECT e.id FROM purchase AS e WHERE e.ref = :ref),
        :day, :delivered_day, :installed_day, :total, :cents, :refunded, :currency, :status)
ON CONFLICT (ref) DO UPDATE SET
  file_rows     = stage_event.file_rows + 1,
  customer      = coalesce(stage_event.customer, excluded.customer),
  customer_id   = coalesce(stage_event.customer_id, excluded.customer_id),
  day           = coalesce(stage_event.day, excluded.day),
  delivered_day = coalesce(stage_event.delivered_day, excluded.delivered_day),
  installed_day = coalesce(stage_event.installed_day, excluded.installed_day),
  total         = coalesce(stage_event.total, excluded.total),
  added_up      = stage_event.added_up + excluded.added_up,
  refunded      = coalesce(stage_event.refunded, excluded.refunded),
  currency      = coalesce(stage_event.currency, excluded.currency),
  said          = coalesce(stage_event.said, excluded.said)
