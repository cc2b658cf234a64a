-- What moves over when a record goes.
SELECT (SELECT count(*) FROM purchase WHERE customer_id = :customer),
  (SELECT count(*) FROM contact WHERE customer_id = :customer),
  (SELECT count(*) FROM customer_case WHERE customer_id = :customer),
  (SELECT count(*) FROM note WHERE customer_id = :customer),
  (SELECT count(*) FROM promise WHERE customer_id = :customer),
  (SELECT count(*) FROM touch WHERE customer_id = :customer AND state IN ('issued', 'unknown'))
