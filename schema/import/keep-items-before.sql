-- The items of the purchases that this import changes, as they were before.
INSERT INTO purchase_item_before (import_id, purchase_id, line, name, category, quantity, cents)
SELECT :import, i.purchase_id, i.line, i.name, i.category, i.quantity, i.cents
FROM stage_event AS s JOIN purchase_item AS i ON i.purchase_id = s.event_id
WHERE s.changed = 1
