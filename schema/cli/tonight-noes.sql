-- What applies and does not go tonight, by reason.
SELECT rule, state, reason, count(*) AS customers
FROM decision
WHERE state <> 'no' AND (:rule = '' OR rule = :rule)
GROUP BY rule, state, reason
ORDER BY rule, customers DESC, reason
