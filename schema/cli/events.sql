-- Things from outside that concern customers, postcodes or regions.
SELECT e.ref AS id, e.name AS event, e.day AS date, e.until_day AS until, c.ref AS customer,
  e.postcode, e.region, e.words
FROM event e LEFT JOIN customer c ON c.id = e.customer_id
ORDER BY e.id
