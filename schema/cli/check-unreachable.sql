-- Customers of whom no address, no mailbox and no number is known: how many, and the first of them.
SELECT about, total, ref
FROM (SELECT '' AS about, ref,
        count(*) OVER () AS total,
        row_number() OVER (ORDER BY id) AS place
      FROM customer
      WHERE status = 'active' AND email IS NULL AND phone IS NULL
        AND (street IS NULL OR city IS NULL)) d
WHERE place <= :most
ORDER BY place
