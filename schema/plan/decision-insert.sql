-- Tonight's noes, each with its reason.
INSERT INTO decision (rule, step, customer_id, anchor, state, reason)
SELECT rule, step, customer_id, anchor, verdict, reason
FROM candidate
WHERE verdict IS NOT NULL
