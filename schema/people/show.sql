-- One customer, as shown on a screen.
SELECT c.name, c.ref, c.status, c.company, c.role, c.email, c.phone, c.street, c.postcode, c.city,
  c.region, c.country, c.language, c.birth_mmdd, c.birth_year, c.birth_doubt,
  coalesce(a.manager, c.manager) AS manager, c.tags, c.joined_day, f.orders_total, f.spent_total,
  f.gap_days, f.last_day, f.last_contact
FROM customer c
  LEFT JOIN customer_fact f ON f.customer_id = c.id
  LEFT JOIN assignment a ON a.customer_id = c.id
WHERE c.id = :customer
