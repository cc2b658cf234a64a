-- Nobody refers themselves.
DELETE FROM referral
WHERE customer_id IN (:kept, :gone) AND referred_id IN (:kept, :gone)
