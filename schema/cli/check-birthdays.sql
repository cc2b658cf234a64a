-- Birthdays that are set aside, by the reason: how many, and the first customers.
SELECT about, total, ref
FROM (SELECT birth_doubt AS about, ref,
        count(*) OVER (PARTITION BY birth_doubt) AS total,
        row_number() OVER (PARTITION BY birth_doubt ORDER BY id) AS place
      FROM customer
      WHERE birth_doubt IS NOT NULL) d
WHERE place <= :most
ORDER BY total DESC, about, place
