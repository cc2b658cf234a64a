-- Whose derived rows change because the day moves on from :before to :today: something came into
-- view, or left the last 365 (or 30) days. The contacts of :before itself came after its facts.
INSERT INTO dirty (customer_id)
SELECT customer_id FROM purchase WHERE day > :before AND day <= :today
UNION SELECT customer_id FROM visit WHERE first_day > :before - 365 AND first_day <= :today - 365
UNION SELECT customer_id FROM contact WHERE day >= :before AND day <= :today
UNION SELECT customer_id FROM contact WHERE day > :before - 30 AND day <= :today - 30
UNION SELECT customer_id FROM contact WHERE day > :before - 365 AND day <= :today - 365
UNION SELECT customer_id FROM customer_case WHERE opened_day > :before AND opened_day <= :today
UNION SELECT customer_id FROM customer_case WHERE closed_day > :before AND closed_day <= :today
UNION SELECT id FROM customer WHERE joined_day > :before AND joined_day <= :today
ON CONFLICT DO NOTHING
