-- Whom the record that goes has sent.
UPDATE referral SET customer_id = :kept WHERE customer_id = :gone
