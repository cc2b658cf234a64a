-- Every real exchange, in or out.
SELECT t.ref AS id, c.ref AS customer, t.day AS date, t.channel, t.direction, t.person, t.mood,
  t.words
FROM contact t JOIN customer c ON c.id = t.customer_id
ORDER BY t.id
