-- Consent looks for other rows with the same mailbox.
CREATE INDEX stage_customer_email ON stage_customer (email_key)
