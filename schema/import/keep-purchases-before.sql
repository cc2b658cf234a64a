-- Purchases as they were before this import changes them.
INSERT INTO purchase_before
  (import_id, purchase_id, customer_id, day, cents, currency, status, delivered_day,
   installed_day)
SELECT :import, e.id, e.customer_id, e.day, e.cents, e.currency, e.status, e.delivered_day,
       e.installed_day
FROM stage_event AS s JOIN purchase AS e ON e.id = s.event_id
WHERE s.changed = 1
