-- What a replay came to: by rule, how many touches went and how many people they reached.
SELECT rule, channel, count(*) AS touches, count(DISTINCT customer_id) AS customers
FROM touch
WHERE state = 'issued' AND issued_day BETWEEN :first AND :last
GROUP BY rule, channel
ORDER BY rule, channel
