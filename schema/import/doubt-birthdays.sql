-- Which birthdays of the base cannot be believed: impossible ones, what programs write when they know
-- none, and days that too many share. Of those with one year of birth, or with none, more than eight
-- times as many as on a usual day, and more than 5; on 1 January, which stands for "only the year is
-- known", more than three times as many in all years together, and more than 2. :date is YYYYMMDD.
INSERT INTO stage_doubt (mmdd, year, reason)
WITH on_day (mmdd, year, number) AS (
  SELECT birth_mmdd, coalesce(birth_year, 0), count(*) FROM customer
  WHERE birth_mmdd IS NOT NULL
  GROUP BY birth_mmdd, birth_year),
in_year (year, number) AS (
  SELECT year, sum(number) FROM on_day GROUP BY year),
in_all (number, firsts) AS (
  SELECT sum(number), coalesce(sum(number) FILTER (WHERE mmdd = 101), 0) FROM on_day),
judged (mmdd, year, reason) AS (
  SELECT d.mmdd, d.year,
    CASE
      WHEN d.mmdd % 100 NOT BETWEEN 1 AND 31
        OR (d.mmdd % 100 = 31 AND d.mmdd / 100 IN (4, 6, 9, 11))
        OR (d.mmdd / 100 = 2 AND d.mmdd % 100 > 29)
        OR (d.mmdd = 229 AND d.year > 0
            AND (d.year % 4 <> 0 OR (d.year % 100 = 0 AND d.year % 400 <> 0)))
        THEN 'there is no such day'
      WHEN d.year > 0 AND d.year * 10000 + d.mmdd > :date THEN 'it is still to come'
      WHEN d.year > 0 AND (:date - d.year * 10000 - d.mmdd) / 10000 > 110
        THEN 'more than 110 years ago'
      WHEN d.mmdd = 101 AND d.year IN (1900, 1970)
        THEN 'what programs write when they do not know'
      WHEN d.mmdd = 101 AND t.firsts > greatest(2, 3 * t.number / 365)
        THEN 'more people have 1 January than can be'
      WHEN d.number > greatest(5, 8 * y.number / 365)
        THEN 'more people have this day than can be'
    END
  FROM on_day AS d JOIN in_year AS y ON y.year = d.year CROSS JOIN in_all AS t)
SELECT mmdd, year, reason FROM judged WHERE reason IS NOT NULL
