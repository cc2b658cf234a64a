-- Senders are looked for by their mailbox.
CREATE INDEX stage_customer_mailbox ON stage_customer (email_key)
