-- Open touches whose reason is gone: the condition is no longer so, the purchase was returned ...
UPDATE touch SET
  state = 'withdrawn',
  reason = coalesce((SELECT n.reason FROM candidate n
                     WHERE n.rule = touch.rule AND n.step = touch.step
                       AND n.customer_id = touch.customer_id AND n.anchor = touch.anchor
                     LIMIT 1),
                    'the occasion is gone')
WHERE state IN ('planned', 'waiting') AND latest >= :today
  AND (:customer = 0 OR customer_id = :customer) AND rehearsal = 1 - :live
  AND NOT EXISTS (SELECT 1 FROM candidate n
                  WHERE n.rule = touch.rule AND n.step = touch.step
                    AND n.customer_id = touch.customer_id AND n.anchor = touch.anchor
                    AND (n.verdict IS NULL OR n.verdict <> 'no'))
