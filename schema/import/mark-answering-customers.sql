-- Known customers whose answers, other addresses or kept cells are news, whichever row says so.
UPDATE stage_customer SET changed = 1
WHERE leads = 1 AND changed = 0
  AND customer_id IN (SELECT customer_id FROM stage_answer
                      UNION ALL SELECT customer_id FROM stage_address
                      UNION ALL SELECT customer_id FROM stage_extra)
