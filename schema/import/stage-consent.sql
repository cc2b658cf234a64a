-- Whose a record of consent is; what it says is in stage_answer.
INSERT INTO stage_event (place, customer, customer_id) VALUES (:row, :customer, :customer_id)
