-- The usual gap of each customer who has bought: the mean of the log gaps, drawn towards the shop's
-- own mean by :kappa gaps' worth; and the days when half of it (21 to 120 days) and four fifths will
-- have passed. :all = 0: only of the customers being brought up to date.
UPDATE customer_fact SET
  gap_days = g.gap,
  halfway_day = customer_fact.last_day + g.half,
  halfway_latest = customer_fact.last_day + greatest(g.half + 7, g.four_fifths)
FROM (SELECT customer_id, gap,
        least(greatest(CAST(floor(gap * 0.5 + 0.5) AS INTEGER), 21), 120) AS half,
        CAST(floor(gap * 0.8 + 0.5) AS INTEGER) AS four_fifths
      FROM (SELECT customer_id, exp((log_gap_sum + :kappa * :mu) / (gap_count + :kappa)) AS gap
            FROM customer_fact
            WHERE last_day IS NOT NULL) s
      WHERE :all = 1 OR customer_id IN (SELECT customer_id FROM dirty)) g
WHERE customer_fact.customer_id = g.customer_id
