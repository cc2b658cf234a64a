-- The items of changed purchases, where the file names them anew.
DELETE FROM purchase_item
WHERE purchase_id IN
  (SELECT s.event_id FROM stage_event AS s
   WHERE s.changed = 1
     AND EXISTS (SELECT 1 FROM stage_item AS i WHERE i.event = s.place))
