-- Answers are never changed: those of the record that goes are written once more.
INSERT INTO consent
  (customer_id, channel, purpose, answer, day, source, wording, origin, import_id)
SELECT :kept, channel, purpose, answer, day, source, wording, origin, import_id
FROM consent WHERE customer_id = :gone
ORDER BY id
