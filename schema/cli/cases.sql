-- Complaints, and other matters that somebody has to see to.
SELECT q.ref AS id, c.ref AS customer, q.opened_day AS opened, q.closed_day AS closed, q.kind, q.words
FROM customer_case q JOIN customer c ON c.id = q.customer_id
ORDER BY q.id
