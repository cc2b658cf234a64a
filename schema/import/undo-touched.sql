-- Customers whom this import brought, and with whom something has happened since that is not in any
-- file; and those whom it changed, or brought, and who were made one with somebody since.
SELECT c.name, count(*) OVER () AS total
FROM customer AS c
WHERE (c.import_id = :import
  AND (EXISTS (SELECT 1 FROM contact AS x WHERE x.customer_id = c.id AND x.import_id IS NULL)
    OR EXISTS (SELECT 1 FROM customer_case AS x WHERE x.customer_id = c.id AND x.import_id IS NULL)
    OR EXISTS (SELECT 1 FROM consent AS x WHERE x.customer_id = c.id AND x.import_id IS NULL)
    OR EXISTS (SELECT 1 FROM note AS x WHERE x.customer_id = c.id)
    OR EXISTS (SELECT 1 FROM promise AS x WHERE x.customer_id = c.id)
    OR EXISTS (SELECT 1 FROM merge AS x WHERE x.customer_id = c.id)
    OR EXISTS (SELECT 1 FROM touch AS x WHERE x.customer_id = c.id AND x.rehearsal = 0
                 AND x.state IN ('claimed', 'in_flight', 'issued', 'failed', 'unknown'))))
  OR c.id IN (SELECT b.customer_id FROM customer_before AS b JOIN merge AS x
                ON x.customer_id = b.customer_id
              WHERE b.import_id = :import
                AND x.day >= (SELECT i.day FROM import AS i WHERE i.id = :import))
  OR c.id IN (SELECT x.customer_id FROM merge AS x JOIN customer_ref AS r ON r.ref = x.ref
              WHERE r.import_id = :import)
ORDER BY c.id
LIMIT :most
