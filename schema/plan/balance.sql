-- What must be nothing after a night: touches between two states, open ones whose time is over, and
-- occasions that applied tonight and left no touch.
SELECT
  (SELECT count(*) FROM touch
   WHERE state IN ('claimed', 'in_flight')
     OR (state = 'planned' AND rehearsal = 0 AND :live = 1)) AS between_states,
  (SELECT count(*) FROM touch
   WHERE state IN ('planned', 'waiting', 'held') AND latest < :today
     AND rehearsal = 1 - :live) AS overdue,
  (SELECT count(*) FROM candidate n
   WHERE (n.verdict IS NULL OR n.verdict <> 'no')
     AND NOT EXISTS (SELECT 1 FROM touch t
                     WHERE t.rule = n.rule AND t.step = n.step
                       AND t.customer_id = n.customer_id AND t.anchor = n.anchor)) AS lost,
  (SELECT count(*) FROM touch) AS due,
  (SELECT count(*) FROM touch
   WHERE state IN ('issued', 'failed', 'held', 'held_out', 'suppressed', 'expired', 'withdrawn',
                   'waiting', 'unknown') OR (state = 'planned' AND :live = 0)) AS ended
