-- Occasions of which no way of sending is due yet; those that have an open touch keep it.
DELETE FROM candidate
WHERE began > :today
  AND NOT EXISTS (SELECT 1 FROM touch t
                  WHERE t.rule = candidate.rule AND t.step = candidate.step
                    AND t.customer_id = candidate.customer_id AND t.anchor = candidate.anchor)
