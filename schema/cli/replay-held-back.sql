-- What a replay held back for good: by rule and state.
SELECT rule, state, count(*) AS touches, min(reason) AS reason
FROM touch
WHERE state IN ('expired', 'suppressed', 'withdrawn', 'held_out') AND planned_day >= :first
GROUP BY rule, state
ORDER BY rule, state
