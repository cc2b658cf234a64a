-- Addresses that do not work, by channel and what is wrong: how many, and the first customers.
SELECT about, total, ref
FROM (SELECT channel || ': ' || status AS about, ref,
        count(*) OVER (PARTITION BY channel, status) AS total,
        row_number() OVER (PARTITION BY channel, status ORDER BY id) AS place
      FROM (SELECT a.channel, a.status, c.ref, c.id
            FROM customer c JOIN address_status a
              ON a.channel = 'mail' AND a.hash = c.email_hash
            WHERE a.status <> 'good'
            UNION ALL
            SELECT a.channel, a.status, c.ref, c.id
            FROM customer c JOIN address_status a
              ON a.channel = 'call' AND a.hash = c.phone_hash
            WHERE a.status <> 'good'
            UNION ALL
            SELECT a.channel, a.status, c.ref, c.id
            FROM customer c JOIN address_status a
              ON a.channel = 'card' AND a.hash = c.address_hash
            WHERE a.status <> 'good') b) d
WHERE place <= :most
ORDER BY total DESC, about, place
