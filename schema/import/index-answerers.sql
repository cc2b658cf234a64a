-- And for other rows of the same customer.
CREATE INDEX stage_answer_customer ON stage_answer (customer_id, channel)
