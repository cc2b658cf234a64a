-- The mean log gap of the shop, each customer weighed by how well it is known.
SELECT sum(s / (n * :tau2 + :sigma2)) / sum(n / (n * :tau2 + :sigma2)) AS mu
FROM (SELECT count(log_gap) AS n, sum(log_gap) AS s
      FROM visit
      WHERE log_gap IS NOT NULL AND first_day < :month
      GROUP BY customer_id) g
