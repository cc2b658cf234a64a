-- Each row that is still nobody goes to whom it fits best, of several to the oldest; but not to who
-- has a new id of this file already.
UPDATE stage_customer SET customer_id = b.customer_id, way = b.way
FROM (SELECT p.place, p.customer_id, p.way,
             row_number() OVER (PARTITION BY p.place ORDER BY p.way, p.customer_id) AS number
      FROM stage_pair AS p JOIN stage_customer AS s ON s.place = p.place
      WHERE s.customer_id IS NULL
        AND (s.own = 0 OR NOT EXISTS (SELECT 1 FROM stage_customer AS o
                                      WHERE o.customer_id = p.customer_id AND o.own = 1))) AS b
WHERE b.place = stage_customer.place AND b.number = 1
