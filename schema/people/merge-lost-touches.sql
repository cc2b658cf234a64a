-- Where both customers have a touch for one occasion the one that went further stays: what left, or
-- may have left, comes before what was decided, that before what is open, and that before what is
-- over. This is the one place that knows the order. The history of a touch goes with it.
DELETE FROM touch
WHERE id IN (
  SELECT t.id
  FROM (SELECT id,
          row_number() OVER (
            PARTITION BY rule, step, anchor
            ORDER BY rehearsal,
              CASE state WHEN 'issued' THEN 1 WHEN 'unknown' THEN 2 WHEN 'failed' THEN 3
                WHEN 'held_out' THEN 4 WHEN 'planned' THEN 5 WHEN 'held' THEN 6
                WHEN 'waiting' THEN 7 WHEN 'suppressed' THEN 8 WHEN 'withdrawn' THEN 9
                ELSE 10 END,
              CASE customer_id WHEN :kept THEN 0 ELSE 1 END) AS place
        FROM touch
        WHERE customer_id IN (:kept, :gone)) t
  WHERE t.place > 1)
