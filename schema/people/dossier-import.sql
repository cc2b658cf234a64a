-- The imports that brought something of the customer.
SELECT id, day, file, kind, source, rows_read, added, changed, rejected, undone_day
FROM import
WHERE id IN
  (SELECT import_id FROM customer WHERE id = :customer
   UNION ALL SELECT import_id FROM consent WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM purchase WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM customer_case WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM contact WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM event WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM customer_ref WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM other_address WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM customer_extra WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM referral WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM referral WHERE referred_id = :customer
   UNION ALL SELECT import_id FROM twin WHERE one_id = :customer OR other_id = :customer
   UNION ALL SELECT import_id FROM customer_before WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM customer_extra_before WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM purchase_before WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM customer_case_before WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM contact_before WHERE customer_id = :customer
   UNION ALL SELECT import_id FROM event_before WHERE customer_id = :customer)
ORDER BY id
