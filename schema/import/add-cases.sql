-- New cases, in the order of the file.
INSERT INTO customer_case (ref, customer_id, kind, opened_day, closed_day, words, import_id)
SELECT ref, customer_id, coalesce(kind, 'complaint'), day, closed_day, coalesce(words, ''), :import
FROM stage_event
WHERE event_id IS NULL
ORDER BY place
