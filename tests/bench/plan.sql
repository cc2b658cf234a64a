-- The picks of the stock rules by hand, straight from the purchases: what somebody who knows SQL well
-- would write for one shop. :today, :mu and :kappa are set by plan.py. Prints "rule|customer".
CREATE TEMP TABLE v AS
WITH steps AS (
  SELECT customer_id, day, cents,
    CASE WHEN day - lag(day) OVER w <= 3 THEN 0 ELSE 1 END AS opens
  FROM purchase WHERE status = 'valid' AND day <= :today
  WINDOW w AS (PARTITION BY customer_id ORDER BY day)),
numbered AS (
  SELECT customer_id, day, cents,
    sum(opens) OVER (PARTITION BY customer_id ORDER BY day ROWS UNBOUNDED PRECEDING) AS n
  FROM steps)
SELECT customer_id, n, min(day) AS first_day, max(day) AS last_day, sum(cents) AS cents,
  count(*) AS purchases
FROM numbered GROUP BY customer_id, n HAVING sum(cents) > 0;
CREATE TEMP TABLE f AS
SELECT customer_id, sum(purchases) AS orders, min(first_day) AS first_day,
  max(last_day) AS last_day,
  sum(CASE WHEN first_day > :today - 365 THEN cents ELSE 0 END) AS spent_year,
  exp((coalesce(sum(gap), 0) + :kappa * :mu) / (count(gap) + :kappa)) AS gap
FROM (SELECT *, ln(first_day - lag(last_day) OVER (PARTITION BY customer_id ORDER BY n)) AS gap FROM v)
GROUP BY customer_id;
CREATE TEMP TABLE top AS
SELECT spent_year AS cents FROM f WHERE spent_year > 0 ORDER BY spent_year DESC
LIMIT 1 OFFSET (SELECT max(count(*) * 10 / 100 - 1, 0) FROM f WHERE spent_year > 0);
CREATE TEMP VIEW half AS
SELECT *, last_day + min(max(CAST(gap * 0.5 + 0.5 AS INTEGER), 21), 120) AS due,
  last_day + max(min(max(CAST(gap * 0.5 + 0.5 AS INTEGER), 21), 120) + 7,
                 CAST(gap * 0.8 + 0.5 AS INTEGER)) AS latest
FROM f;
SELECT 'thanks|' || v.customer_id FROM v
WHERE v.n > 1 AND v.first_day BETWEEN :today - 9 AND :today - 2;
SELECT 'check-in|' || customer_id FROM half
WHERE due BETWEEN :today - 30 AND :today AND latest >= :today AND orders >= 3 AND gap >= 27
  AND spent_year >= (SELECT cents FROM top);
SELECT 'birthday|' || c.id FROM customer c
WHERE c.birth_mmdd IN (:mmdd, :mmdd - 1) AND EXISTS
  (SELECT 1 FROM f WHERE f.customer_id = c.id AND (f.orders >= 3));
