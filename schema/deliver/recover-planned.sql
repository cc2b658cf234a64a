-- Claimed, and it cannot have left: a mail claimed by this boot of the machine, or paper of today, which
-- is printed whole again.
UPDATE touch SET state = 'planned', issued_day = NULL, address_hash = NULL
WHERE state = 'claimed'
  AND ((channel = 'mail' AND boot = :boot) OR (channel <> 'mail' AND issued_day = :today))
