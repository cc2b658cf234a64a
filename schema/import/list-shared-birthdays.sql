-- Birthdays that fit several customers with one mailbox, or one number, equally well.
SELECT s.place, count(*) AS customers, s.way <= 2 AS mailbox
FROM stage_customer AS s
  JOIN stage_pair AS p ON p.place = s.place AND p.way = s.way
  JOIN customer AS c ON c.id = p.customer_id
GROUP BY s.place
HAVING count(DISTINCT coalesce(c.name_key, '')) > 1
ORDER BY s.place
