-- Consent looks for other rows with the same mailbox or the same number.
CREATE INDEX stage_answer_address ON stage_answer (address, channel)
