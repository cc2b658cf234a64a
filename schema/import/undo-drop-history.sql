-- The history of planned touches that went with their customers.
DELETE FROM touch_log
WHERE NOT EXISTS (SELECT 1 FROM touch AS t WHERE t.id = touch_log.touch_id)
