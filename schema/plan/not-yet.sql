-- Occasions of which no way of sending is due yet.
DELETE FROM candidate
WHERE NOT EXISTS (SELECT 1 FROM candidate o
                  WHERE o.rule = candidate.rule AND o.step = candidate.step
                    AND o.customer_id = candidate.customer_id AND o.anchor = candidate.anchor
                    AND o.due <= :today)
