-- The items of new and changed purchases.
INSERT INTO purchase_item (purchase_id, line, name, category, quantity, cents)
SELECT s.event_id, i.line, i.name, i.category, i.quantity, i.cents
FROM stage_item AS i JOIN stage_event AS s ON s.place = i.event
WHERE s.changed = 1
