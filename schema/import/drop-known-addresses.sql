-- Only mailboxes and numbers that are news remain, and that are not the ones written to.
DELETE FROM stage_address
WHERE EXISTS (SELECT 1 FROM other_address AS o
              WHERE o.customer_id = stage_address.customer_id
                AND o.channel = stage_address.channel AND o.key = stage_address.key)
   OR EXISTS (SELECT 1 FROM stage_customer AS s LEFT JOIN customer AS c ON c.id = s.customer_id
              WHERE (s.place = stage_address.place OR s.customer_id = stage_address.customer_id)
                AND s.leads = 1
                AND stage_address.key = CASE stage_address.channel
                                          WHEN 'mail' THEN coalesce(s.email_key, c.email_key)
                                          ELSE coalesce(s.phone_key, c.phone_key) END)
