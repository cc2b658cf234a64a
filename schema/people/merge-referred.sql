-- Who sent the record that goes, where nobody sent the one that stays.
UPDATE referral SET referred_id = :kept
WHERE referred_id = :gone
  AND NOT EXISTS (SELECT 1 FROM referral k WHERE k.referred_id = :kept)
