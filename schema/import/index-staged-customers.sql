-- Rows of the file are looked for by the customer they are about.
CREATE INDEX stage_customer_customer ON stage_customer (customer_id)
