-- A row under another id than the main one changes the mailbox only when it brings one that nobody
-- knew; else two sources with two mailboxes would take turns.
UPDATE stage_customer SET email = NULL, email_key = NULL, email_hash = NULL
FROM customer AS c
WHERE c.id = stage_customer.customer_id AND stage_customer.ref <> c.ref
  AND stage_customer.email_key <> c.email_key
  AND ((stage_customer.own = 1 AND stage_customer.way IS NOT NULL)
    OR EXISTS (SELECT 1 FROM other_address AS o
               WHERE o.customer_id = c.id AND o.channel = 'mail'
                 AND o.key = stage_customer.email_key))
