-- New and changed customers, and others with the same mailbox or number, who might be the same
-- person if their names are nearly the same; not what very many share.
SELECT a.id AS one_id, b.id AS other_id, 'mail' AS channel, a.name_key AS one_key,
       b.name_key AS other_key
FROM stage_customer AS s JOIN customer AS a ON a.id = s.customer_id
  JOIN customer AS b ON b.email_key = a.email_key
WHERE s.changed = 1 AND b.id <> a.id
  AND (SELECT count(*) FROM (SELECT 1 FROM customer AS x WHERE x.email_key = a.email_key
                             LIMIT 21) AS y) <= 20
UNION ALL
SELECT a.id, b.id, 'call', a.name_key, b.name_key
FROM stage_customer AS s JOIN customer AS a ON a.id = s.customer_id
  JOIN customer AS b ON b.phone_key = a.phone_key
WHERE s.changed = 1 AND b.id <> a.id
  AND (SELECT count(*) FROM (SELECT 1 FROM customer AS x WHERE x.phone_key = a.phone_key
                             LIMIT 21) AS y) <= 20
UNION ALL
SELECT a.id, b.id, o.channel, a.name_key, b.name_key
FROM stage_customer AS s JOIN customer AS a ON a.id = s.customer_id
  JOIN other_address AS o
    ON (o.channel = 'mail' AND o.key = a.email_key) OR (o.channel = 'call' AND o.key = a.phone_key)
  JOIN customer AS b ON b.id = o.customer_id
WHERE s.changed = 1 AND b.id <> a.id
UNION ALL
SELECT a.id, b.id, o.channel, a.name_key, b.name_key
FROM stage_customer AS s JOIN customer AS a ON a.id = s.customer_id
  JOIN other_address AS o ON o.customer_id = a.id
  JOIN customer AS b
    ON (o.channel = 'mail' AND b.email_key = o.key) OR (o.channel = 'call' AND b.phone_key = o.key)
WHERE s.changed = 1 AND b.id <> a.id
