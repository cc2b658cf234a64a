-- Rows of known customers whose name, which they give in full, is another one than in the base, and
-- whether they have another mailbox and another number too: 1, 0, or NULL when one of the two says
-- nothing. What a person made one is one, whatever the ids say (by_hand).
SELECT s.place, s.ref, s.own, CASE WHEN c.ref = s.ref THEN 1 ELSE 0 END AS main_ref,
       CASE WHEN s.ref IN (SELECT m.ref FROM merge AS m) THEN 1 ELSE 0 END AS by_hand,
       coalesce(s.name, s.first_name, s.last_name, s.company) AS says,
       s.name_key AS says_key, c.name AS knows, c.name_key AS knows_key,
       CASE WHEN s.email_key IS NULL THEN NULL
            WHEN c.email_key = s.email_key THEN 0
            WHEN EXISTS (SELECT 1 FROM other_address AS o WHERE o.customer_id = c.id
                           AND o.channel = 'mail' AND o.key = s.email_key) THEN 0
            WHEN c.email_key IS NOT NULL THEN 1 END AS other_mailbox,
       CASE WHEN s.phone_key IS NULL THEN NULL
            WHEN c.phone_key = s.phone_key THEN 0
            WHEN EXISTS (SELECT 1 FROM other_address AS o WHERE o.customer_id = c.id
                           AND o.channel = 'call' AND o.key = s.phone_key) THEN 0
            WHEN c.phone_key IS NOT NULL THEN 1 END AS other_number
FROM stage_customer AS s JOIN customer AS c ON c.id = s.customer_id
WHERE s.name_key <> c.name_key
  AND (s.name IS NOT NULL
    OR (coalesce(s.first_name, s.last_name) IS NULL AND c.name = c.company))
ORDER BY s.place
