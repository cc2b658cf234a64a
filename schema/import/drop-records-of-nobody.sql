-- Answers of people who are not in the base are left out.
DELETE FROM stage_answer WHERE customer_id IS NULL
