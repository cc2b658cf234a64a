-- A row under another id than the main one changes the number only when it brings one that nobody
-- knew; else two sources with two numbers would take turns.
UPDATE stage_customer SET phone = NULL, phone_key = NULL, phone_hash = NULL
FROM customer AS c
WHERE c.id = stage_customer.customer_id AND stage_customer.ref <> c.ref
  AND stage_customer.phone_key <> c.phone_key
  AND ((stage_customer.own = 1 AND stage_customer.way IS NOT NULL)
    OR EXISTS (SELECT 1 FROM other_address AS o
               WHERE o.customer_id = c.id AND o.channel = 'call'
                 AND o.key = stage_customer.phone_key))
