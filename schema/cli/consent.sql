-- What everybody answered about being contacted; of one channel and purpose the last row counts.
SELECT c.ref AS customer, a.channel, a.purpose, CASE a.answer WHEN 1 THEN 'yes' ELSE 'no' END AS answer,
  a.day AS date, a.source, a.wording
FROM consent a JOIN customer c ON c.id = a.customer_id
ORDER BY c.id, a.id
