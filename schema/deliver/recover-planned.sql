-- Claimed, and the last dot cannot have left: by this boot of the machine, or on paper.
UPDATE touch SET state = 'planned', issued_day = NULL, address_hash = NULL
WHERE state = 'claimed' AND (boot = :boot OR channel <> 'mail')
