-- The history of touches that are gone.
DELETE FROM touch_log WHERE NOT EXISTS (SELECT 1 FROM touch t WHERE t.id = touch_log.touch_id)
