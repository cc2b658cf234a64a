-- Every customer, a line each.
SELECT c.ref, c.name, c.company, c.city, c.country, c.email, c.phone,
  coalesce(a.manager, c.manager) AS manager, f.orders_total AS purchases, f.last_day AS last_purchase,
  c.status
FROM customer c
  LEFT JOIN customer_fact f ON f.customer_id = c.id
  LEFT JOIN assignment a ON a.customer_id = c.id
ORDER BY c.id
