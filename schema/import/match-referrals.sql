-- Whose sender is known already.
UPDATE stage_event SET event_id = r.id
FROM referral AS r
WHERE r.referred_id = stage_event.customer_id
