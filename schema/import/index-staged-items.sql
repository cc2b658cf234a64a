-- Purchases are compared with their items.
CREATE UNIQUE INDEX stage_item_event ON stage_item (event, line)
