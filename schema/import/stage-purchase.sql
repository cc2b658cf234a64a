-- One row of a file: a purchase, or an item of one, which adds to the rows before it. Whose it is:
-- by the id of the customer, else by the e-mail address; of several customers with one address the
-- oldest.
INSERT INTO stage_event
  (place, ref, alike, customer, customer_id, event_id, day, total, added_up, refunded, currency,
   status)
VALUES (:row, :ref, :alike, coalesce(:customer, :email_key),
        coalesce((SELECT c.id FROM customer AS c WHERE c.ref = :customer),
                 (SELECT min(c.id) FROM customer AS c WHERE c.email_key = :email_key)),
        (SELECT e.id FROM purchase AS e WHERE e.ref = :ref),
        :day, :total, :cents, :refunded, :currency, :status)
ON CONFLICT (ref) DO UPDATE SET
  file_rows   = stage_event.file_rows + 1,
  customer    = coalesce(stage_event.customer, excluded.customer),
  customer_id = coalesce(stage_event.customer_id, excluded.customer_id),
  day         = coalesce(stage_event.day, excluded.day),
  total       = coalesce(stage_event.total, excluded.total),
  added_up    = stage_event.added_up + excluded.added_up,
  refunded    = coalesce(stage_event.refunded, excluded.refunded),
  currency    = coalesce(stage_event.currency, excluded.currency),
  status      = coalesce(stage_event.status, excluded.status)
