-- What is counted about the customer.
SELECT customer_id, orders_total, spent_total, orders_12_months, spent_12_months, first_day,
  last_visit, last_day, gap_count, log_gap_sum, gap_days, halfway_day, halfway_latest, last_contact,
  last_call, last_mail, last_card, last_inbound, contacts_30_days, contacts_12_months, open_cases,
  last_complaint, last_mood
FROM customer_fact
WHERE customer_id = :customer
ORDER BY customer_id
