-- What the file answers about e-mail, where it is news.
INSERT INTO consent (customer_id, channel, purpose, answer, day, source, import_id)
SELECT customer_id, 'mail', 'marketing', may_email, :day, :source, :import
FROM stage_customer
WHERE answers = 1
ORDER BY place
