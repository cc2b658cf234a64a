-- Known customers who get another id.
UPDATE stage_customer SET changed = 1
WHERE leads = 1 AND changed = 0
  AND customer_id IN (SELECT customer_id FROM stage_customer WHERE own = 1 AND way IS NOT NULL)
