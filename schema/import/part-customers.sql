-- Of several unknown ids that fit one customer one is theirs, in whatever order they come; the others
-- are somebody else.
UPDATE stage_customer SET customer_id = NULL, way = NULL
WHERE own = 1 AND way IS NOT NULL
  AND EXISTS (SELECT 1 FROM stage_customer AS o
              WHERE o.customer_id = stage_customer.customer_id AND o.own = 1 AND o.way IS NOT NULL
                AND (o.way < stage_customer.way
                  OR (o.way = stage_customer.way AND o.ref < stage_customer.ref)))
