-- Known customers whose sender is news: one of the base, or one whom this file brings.
UPDATE stage_customer SET changed = 1
WHERE leads = 1 AND changed = 0
  AND customer_id IN
    (SELECT s.customer_id
     FROM stage_sender AS t JOIN stage_customer AS s ON s.place = t.place
     WHERE t.sender_id <> s.customer_id
        OR (t.sender_id IS NULL
            AND EXISTS (SELECT 1 FROM stage_customer AS o WHERE o.ref = t.said)))
  AND NOT EXISTS (SELECT 1 FROM referral AS r WHERE r.referred_id = stage_customer.customer_id)
