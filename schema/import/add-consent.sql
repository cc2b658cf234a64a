-- The answers that are news. Records come in the order of their days, and of one day the "no" last:
-- the last answer counts.
INSERT INTO consent
  (customer_id, channel, purpose, answer, day, source, wording, origin, import_id)
SELECT customer_id, channel, purpose, answer, day, coalesce(source, :source), wording,
       CASE WHEN dated = 1 THEN 'record' ELSE 'import' END, :import
FROM stage_answer
ORDER BY day * dated, -answer * dated, place, channel, purpose
