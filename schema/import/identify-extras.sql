-- Whose kept cells these are.
UPDATE stage_extra SET customer_id = s.customer_id
FROM stage_customer AS s
WHERE s.place = stage_extra.place
