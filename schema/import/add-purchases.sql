-- New purchases, in the order of the file.
INSERT INTO purchase
  (ref, customer_id, day, cents, currency, status, delivered_day, installed_day, import_id)
SELECT ref, customer_id, day, cents, currency, coalesce(status, 'valid'), delivered_day,
       installed_day, :import
FROM stage_event
WHERE event_id IS NULL
ORDER BY place
