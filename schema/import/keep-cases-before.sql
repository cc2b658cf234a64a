-- Cases as they were before this import changes them.
INSERT INTO customer_case_before
  (import_id, case_id, customer_id, kind, opened_day, closed_day, words)
SELECT :import, e.id, e.customer_id, e.kind, e.opened_day, e.closed_day, e.words
FROM stage_event AS s JOIN customer_case AS e ON e.id = s.event_id
WHERE s.changed = 1
