-- Cases are again as they were.
UPDATE customer_case SET
  customer_id = b.customer_id,
  kind = b.kind,
  opened_day = b.opened_day,
  closed_day = b.closed_day,
  words = b.words
FROM customer_case_before AS b
WHERE b.import_id = :import AND b.case_id = customer_case.id
