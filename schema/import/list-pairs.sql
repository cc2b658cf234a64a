-- Who of the base has the same mailbox (1) or number (3) as a row whose id is not known. Two ids of
-- one file are two people for the shop that gave them: nobody is meant who has a row of their own.
-- A number without a country is not compared, nor an address that very many share.
WITH told (place, channel, key) AS (
  SELECT place, 'mail', email_key FROM stage_customer
  WHERE customer_id IS NULL AND email_key IS NOT NULL
  UNION ALL
  SELECT place, 'call', phone_key FROM stage_customer
  WHERE customer_id IS NULL AND length(phone_key) >= 8 AND phone_key NOT LIKE '0%'
  UNION ALL
  SELECT o.place, o.channel, o.key FROM stage_address AS o JOIN stage_customer AS s
    ON s.place = o.place
  WHERE s.customer_id IS NULL
    AND (o.channel = 'mail' OR (length(o.key) >= 8 AND o.key NOT LIKE '0%'))),
known (place, way, customer_id) AS (
  SELECT t.place, 1, c.id FROM told AS t JOIN customer AS c ON c.email_key = t.key
  WHERE t.channel = 'mail'
    AND (SELECT count(*) FROM (SELECT 1 FROM customer AS x WHERE x.email_key = t.key
                               LIMIT 51) AS y) <= 50
  UNION
  SELECT t.place, 3, c.id FROM told AS t JOIN customer AS c ON c.phone_key = t.key
  WHERE t.channel = 'call'
    AND (SELECT count(*) FROM (SELECT 1 FROM customer AS x WHERE x.phone_key = t.key
                               LIMIT 51) AS y) <= 50
  UNION
  SELECT t.place, CASE t.channel WHEN 'mail' THEN 1 ELSE 3 END, o.customer_id
  FROM told AS t JOIN other_address AS o ON o.channel = t.channel AND o.key = t.key)
SELECT k.place, k.way, k.customer_id, s.name_key AS says_key, c.name_key AS knows_key,
       CASE WHEN s.birth_mmdd <> c.birth_mmdd OR s.birth_year <> c.birth_year THEN 1
            ELSE 0 END AS other_birthday,
       CASE WHEN s.email_key <> c.email_key THEN 1 ELSE 0 END AS other_mailbox
FROM known AS k
  JOIN stage_customer AS s ON s.place = k.place
  JOIN customer AS c ON c.id = k.customer_id
WHERE s.own = 0 OR NOT EXISTS (SELECT 1 FROM stage_customer AS x
                               WHERE x.customer_id = c.id AND x.own = 1)
