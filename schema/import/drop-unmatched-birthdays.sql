-- Birthdays of nobody in the base are left out.
DELETE FROM stage_customer WHERE customer_id IS NULL
