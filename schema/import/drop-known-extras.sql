-- Only kept cells that are news remain; of several rows about one customer, that of the row that
-- speaks for them.
DELETE FROM stage_extra
WHERE EXISTS (SELECT 1 FROM customer_extra AS e
              WHERE e.customer_id = stage_extra.customer_id AND e.name = stage_extra.name
                AND e.value = stage_extra.value)
   OR EXISTS (SELECT 1 FROM stage_customer AS s
              WHERE s.place = stage_extra.place AND s.leads = 0)
