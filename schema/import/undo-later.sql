-- The last import in force that built upon what this one brought or changed.
WITH later (id) AS (
  SELECT b.import_id FROM customer_before AS b JOIN customer AS c ON c.id = b.customer_id
  WHERE b.import_id > :import
    AND (c.import_id = :import
      OR EXISTS (SELECT 1 FROM customer_before AS o
                 WHERE o.import_id = :import AND o.customer_id = b.customer_id))
  UNION ALL
  SELECT b.import_id FROM customer_extra_before AS b
  WHERE b.import_id > :import AND b.extra_import_id = :import
  UNION ALL
  SELECT b.import_id FROM purchase_before AS b JOIN purchase AS p ON p.id = b.purchase_id
  WHERE b.import_id > :import
    AND (p.import_id = :import
      OR EXISTS (SELECT 1 FROM purchase_before AS o
                 WHERE o.import_id = :import AND o.purchase_id = b.purchase_id))
  UNION ALL
  SELECT b.import_id FROM purchase_item_before AS b JOIN purchase AS p ON p.id = b.purchase_id
  WHERE b.import_id > :import
    AND (p.import_id = :import
      OR EXISTS (SELECT 1 FROM purchase_item_before AS o
                 WHERE o.import_id = :import AND o.purchase_id = b.purchase_id))
  UNION ALL
  SELECT b.import_id FROM customer_case_before AS b JOIN customer_case AS q ON q.id = b.case_id
  WHERE b.import_id > :import
    AND (q.import_id = :import
      OR EXISTS (SELECT 1 FROM customer_case_before AS o
                 WHERE o.import_id = :import AND o.case_id = b.case_id))
  UNION ALL
  SELECT b.import_id FROM contact_before AS b JOIN contact AS t ON t.id = b.contact_id
  WHERE b.import_id > :import
    AND (t.import_id = :import
      OR EXISTS (SELECT 1 FROM contact_before AS o
                 WHERE o.import_id = :import AND o.contact_id = b.contact_id))
  UNION ALL
  SELECT b.import_id FROM event_before AS b JOIN event AS e ON e.id = b.event_id
  WHERE b.import_id > :import
    AND (e.import_id = :import
      OR EXISTS (SELECT 1 FROM event_before AS o
                 WHERE o.import_id = :import AND o.event_id = b.event_id))
  UNION ALL
  SELECT x.import_id FROM customer AS c JOIN customer_ref AS x ON x.customer_id = c.id
  WHERE c.import_id = :import AND x.import_id > :import
  UNION ALL
  SELECT x.import_id FROM customer AS c JOIN other_address AS x ON x.customer_id = c.id
  WHERE c.import_id = :import AND x.import_id > :import
  UNION ALL
  SELECT x.import_id FROM customer AS c JOIN customer_extra AS x ON x.customer_id = c.id
  WHERE c.import_id = :import AND x.import_id > :import
  UNION ALL
  SELECT x.import_id FROM customer AS c JOIN consent AS x ON x.customer_id = c.id
  WHERE c.import_id = :import AND x.import_id > :import
  UNION ALL
  SELECT x.import_id FROM customer AS c JOIN purchase AS x ON x.customer_id = c.id
  WHERE c.import_id = :import AND x.import_id > :import
  UNION ALL
  SELECT x.import_id FROM customer AS c JOIN customer_case AS x ON x.customer_id = c.id
  WHERE c.import_id = :import AND x.import_id > :import
  UNION ALL
  SELECT x.import_id FROM customer AS c JOIN contact AS x ON x.customer_id = c.id
  WHERE c.import_id = :import AND x.import_id > :import
  UNION ALL
  SELECT x.import_id FROM customer AS c JOIN referral AS x
    ON x.customer_id = c.id OR x.referred_id = c.id
  WHERE c.import_id = :import AND x.import_id > :import
  UNION ALL
  SELECT x.import_id FROM customer AS c JOIN event AS x ON x.customer_id = c.id
  WHERE c.import_id = :import AND x.import_id > :import)
SELECT i.id, i.file
FROM import AS i
WHERE i.id = (SELECT max(l.id) FROM later AS l)
