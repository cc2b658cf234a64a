-- Valid purchases in other currencies than that of the business: how many, and the first of them. Those
-- without an amount (XXX, no currency) have no rate either, and need none.
SELECT about, total, ref
FROM (SELECT currency AS about, ref,
        count(*) OVER (PARTITION BY currency) AS total,
        row_number() OVER (PARTITION BY currency ORDER BY id) AS place
      FROM purchase
      WHERE status = 'valid' AND currency NOT IN (:home, 'XXX')) d
WHERE place <= :most
ORDER BY total DESC, about, place
