-- And by their name.
CREATE INDEX stage_customer_name ON stage_customer (name_key)
