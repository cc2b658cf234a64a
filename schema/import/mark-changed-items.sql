-- Known purchases whose items are others than in the base. A purchase without items in the file
-- says nothing about them.
UPDATE stage_event SET changed = 1
WHERE event_id IS NOT NULL AND changed = 0
  AND EXISTS (SELECT 1 FROM stage_item AS i WHERE i.event = stage_event.place)
  AND ((SELECT count(*) FROM stage_item AS i WHERE i.event = stage_event.place) <>
       (SELECT count(*) FROM purchase_item AS p WHERE p.purchase_id = stage_event.event_id)
    OR EXISTS
      (SELECT 1
       FROM stage_item AS i
            JOIN purchase_item AS p ON p.purchase_id = stage_event.event_id AND p.line = i.line
       WHERE i.event = stage_event.place
         AND (p.name <> i.name OR p.quantity <> i.quantity OR p.cents <> i.cents
           OR coalesce(i.category, p.category) IS DISTINCT FROM p.category)))
