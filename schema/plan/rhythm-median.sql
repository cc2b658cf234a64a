-- The median log gap over all gaps that had ended before :month: for shops with few of them.
SELECT log_gap FROM visit
WHERE log_gap IS NOT NULL AND first_day < :month
ORDER BY log_gap
LIMIT 1 OFFSET (SELECT count(*) / 2 FROM visit WHERE log_gap IS NOT NULL AND first_day < :month)
