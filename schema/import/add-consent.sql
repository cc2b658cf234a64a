-- What the file answers about e-mail, calls and post, where it is news.
INSERT INTO consent (customer_id, channel, purpose, answer, day, source, import_id)
SELECT s.customer_id, a.channel, 'marketing', a.answer, :day, :source, :import
FROM stage_answer AS a JOIN stage_customer AS s ON s.ref = a.ref
ORDER BY s.place, a.channel
