-- Everybody whose rows will change or go has stale derived rows; those who go themselves take the mark
-- along.
INSERT INTO dirty (customer_id)
SELECT customer_id FROM customer_before WHERE import_id = :import
UNION SELECT customer_id FROM purchase WHERE import_id = :import
UNION SELECT customer_id FROM purchase_before WHERE import_id = :import
UNION SELECT p.customer_id FROM purchase_before AS b JOIN purchase AS p ON p.id = b.purchase_id
      WHERE b.import_id = :import
UNION SELECT p.customer_id FROM purchase_item_before AS b JOIN purchase AS p ON p.id = b.purchase_id
      WHERE b.import_id = :import
UNION SELECT customer_id FROM customer_case WHERE import_id = :import
UNION SELECT customer_id FROM customer_case_before WHERE import_id = :import
UNION SELECT q.customer_id FROM customer_case_before AS b JOIN customer_case AS q ON q.id = b.case_id
      WHERE b.import_id = :import
UNION SELECT customer_id FROM contact WHERE import_id = :import
UNION SELECT customer_id FROM contact_before WHERE import_id = :import
UNION SELECT t.customer_id FROM contact_before AS b JOIN contact AS t ON t.id = b.contact_id
      WHERE b.import_id = :import
UNION SELECT customer_id FROM consent WHERE import_id = :import
UNION SELECT customer_id FROM referral WHERE import_id = :import
UNION SELECT referred_id FROM referral WHERE import_id = :import
UNION SELECT customer_id FROM event WHERE import_id = :import AND customer_id IS NOT NULL
UNION SELECT customer_id FROM event_before WHERE import_id = :import AND customer_id IS NOT NULL
ON CONFLICT (customer_id) DO NOTHING
