-- Open touches whose window is over.
UPDATE touch SET state = 'expired', reason = 'its time is over; at last: ' || reason
WHERE state IN ('planned', 'waiting', 'held') AND latest < :today
  AND (:customer = 0 OR customer_id = :customer) AND rehearsal = 1 - :live
  AND NOT EXISTS (SELECT 1 FROM candidate n
                  WHERE n.rule = touch.rule AND n.step = touch.step
                    AND n.customer_id = touch.customer_id AND n.anchor = touch.anchor
                    AND (n.verdict IS NULL OR n.verdict <> 'no'))
