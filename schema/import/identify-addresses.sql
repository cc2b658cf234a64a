-- Whose other mailboxes and numbers these are.
UPDATE stage_address SET customer_id = s.customer_id
FROM stage_customer AS s
WHERE s.place = stage_address.place
