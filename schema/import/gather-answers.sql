-- The answers of the staged customers. Post is addressed to a person, so that an address binds nobody
-- else.
INSERT INTO stage_answer (ref, channel, address, answer)
SELECT ref, 'mail', email_key, may_email FROM stage_customer WHERE may_email IS NOT NULL
UNION ALL
SELECT ref, 'call', phone_key, may_call FROM stage_customer WHERE may_call IS NOT NULL
UNION ALL
SELECT ref, 'card', NULL, may_post FROM stage_customer WHERE may_post IS NOT NULL
