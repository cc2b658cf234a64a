-- Pairs that nobody has looked at yet, by the reason: how many, and the first of them.
SELECT about, total, ref
FROM (SELECT t.reason AS about, o.ref || ' and ' || p.ref AS ref,
        count(*) OVER (PARTITION BY t.reason) AS total,
        row_number() OVER (PARTITION BY t.reason ORDER BY t.one_id, t.other_id) AS place
      FROM twin t
        JOIN customer o ON o.id = t.one_id
        JOIN customer p ON p.id = t.other_id
      WHERE t.verdict IS NULL) d
WHERE place <= :most
ORDER BY total DESC, about, place
