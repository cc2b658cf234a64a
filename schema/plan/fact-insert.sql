-- One fact row for each customer to be brought up to date, as of :today. The usual gap follows in
-- plan/gap.sql, once the rhythm of the whole shop is known. What cost nothing (a replacement, a
-- repair) is a contact, and no visit.
INSERT INTO customer_fact (customer_id, orders_total, spent_total, orders_12_months,
  spent_12_months, first_day, last_visit, last_day, gap_count, log_gap_sum, last_contact, last_call, last_mail,
  last_card, last_inbound, contacts_30_days, contacts_12_months, open_cases, last_complaint,
  last_mood)
WITH bought AS (
  SELECT v.customer_id,
    sum(v.purchases) AS orders, sum(v.cents) AS spent,
    sum(CASE WHEN v.first_day > :today - 365 THEN v.purchases ELSE 0 END) AS orders_year,
    sum(CASE WHEN v.first_day > :today - 365 THEN v.cents ELSE 0 END) AS spent_year,
    min(v.first_day) AS first_day, max(v.first_day) AS last_visit,
    max(v.last_day) AS last_day,
    count(v.log_gap) AS gaps, coalesce(sum(v.log_gap), 0.0) AS log_gap_sum
  FROM dirty d JOIN visit v ON v.customer_id = d.customer_id
  GROUP BY v.customer_id),
talked AS (
  SELECT t.customer_id,
    max(t.day) AS any_day,
    max(CASE WHEN t.channel = 'call' THEN t.day END) AS call_day,
    max(CASE WHEN t.channel = 'mail' THEN t.day END) AS mail_day,
    max(CASE WHEN t.channel = 'card' THEN t.day END) AS card_day,
    max(CASE WHEN t.direction = 'in' THEN t.day END) AS in_day,
    count(CASE WHEN t.day > :today - 30 THEN 1 END) AS month,
    count(CASE WHEN t.day > :today - 365 THEN 1 END) AS year
  FROM dirty d JOIN contact t ON t.customer_id = d.customer_id
  WHERE t.day <= :today
  GROUP BY t.customer_id),
complained AS (
  SELECT k.customer_id,
    count(CASE WHEN k.closed_day IS NULL OR k.closed_day > :today THEN 1 END) AS open_cases,
    max(k.opened_day) AS last_day
  FROM dirty d JOIN customer_case k ON k.customer_id = d.customer_id
  WHERE k.opened_day <= :today
  GROUP BY k.customer_id),
served AS (
  SELECT p.customer_id, max(p.day) AS day
  FROM dirty d JOIN purchase p ON p.customer_id = d.customer_id
  WHERE p.cents = 0 AND p.status = 'valid' AND p.day <= :today
  GROUP BY p.customer_id)
SELECT c.id, coalesce(b.orders, 0), coalesce(b.spent, 0), coalesce(b.orders_year, 0),
  coalesce(b.spent_year, 0), b.first_day, b.last_visit, b.last_day, coalesce(b.gaps, 0),
  coalesce(b.log_gap_sum, 0.0),
  greatest(t.any_day, b.last_day, s.day, CASE WHEN c.joined_day <= :today THEN c.joined_day END),
  t.call_day, t.mail_day, t.card_day, t.in_day, coalesce(t.month, 0), coalesce(t.year, 0),
  coalesce(k.open_cases, 0), k.last_day,
  (SELECT m.mood FROM contact m
   WHERE m.customer_id = c.id AND m.mood IS NOT NULL AND m.day <= :today
   ORDER BY m.day DESC, m.id DESC LIMIT 1)
FROM dirty d JOIN customer c ON c.id = d.customer_id
  LEFT JOIN bought b ON b.customer_id = d.customer_id
  LEFT JOIN talked t ON t.customer_id = d.customer_id
  LEFT JOIN complained k ON k.customer_id = d.customer_id
  LEFT JOIN served s ON s.customer_id = d.customer_id
