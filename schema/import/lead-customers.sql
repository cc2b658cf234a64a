-- Of several rows about one customer one speaks, in whatever order they come: that with the id which
-- the base has, else one with an id.
UPDATE stage_customer SET leads = 0
FROM customer AS c
WHERE c.id = stage_customer.customer_id
  AND EXISTS (SELECT 1 FROM stage_customer AS o
              WHERE o.customer_id = stage_customer.customer_id AND o.place <> stage_customer.place
                AND stage_customer.ref <> c.ref
                AND (o.ref = c.ref OR o.own > stage_customer.own
                  OR (o.own = stage_customer.own AND o.ref < stage_customer.ref)))
