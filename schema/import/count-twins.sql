-- How many of the new customers look like somebody.
SELECT count(*)
FROM stage_customer AS s
WHERE s.added = 1
  AND (EXISTS (SELECT 1 FROM twin AS t WHERE t.one_id = s.customer_id AND t.verdict IS NULL)
    OR EXISTS (SELECT 1 FROM twin AS t WHERE t.other_id = s.customer_id AND t.verdict IS NULL))
