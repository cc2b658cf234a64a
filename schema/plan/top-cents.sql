-- What the last of the best :share per cent of those who bought in twelve months has spent.
SELECT spent_12_months FROM customer_fact
WHERE spent_12_months > 0
ORDER BY spent_12_months DESC
LIMIT 1 OFFSET (SELECT greatest(count(*) * :share / 100 - 1, 0) FROM customer_fact
                WHERE spent_12_months > 0)
