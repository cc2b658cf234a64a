-- The sums that the rhythm of the shop is measured from (analysis of variance of the log gaps), over
-- the gaps that had ended before :month: customers, gaps, squares of their numbers, squares within
-- and of the means.
SELECT count(*) AS customers, sum(n) AS gaps, sum(n * n) AS gaps_squared,
  sum(s2 - s * s / n) AS within, sum(s * s / n) AS means, sum(s) AS total
FROM (SELECT count(log_gap) AS n, sum(log_gap) AS s, sum(log_gap * log_gap) AS s2
      FROM visit
      WHERE log_gap IS NOT NULL AND first_day < :month
      GROUP BY customer_id) g
