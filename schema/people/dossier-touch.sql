-- What was planned for the customer, and how it ended.
SELECT id, rule, step, customer_id, anchor, due, latest, channel, kind, priority, state, reason,
  code, manager, address_hash, message_id, attempts, planned_day, issued_day, run_id, boot,
  rehearsal
FROM touch
WHERE customer_id = :customer
ORDER BY id
