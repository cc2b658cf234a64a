-- Who sent whom, on the day that the file says, else when the customer came.
INSERT INTO referral (customer_id, referred_id, day, import_id)
SELECT s.other_id, s.customer_id,
       coalesce(s.day, c.joined_day,
                (SELECT min(p.day) FROM purchase AS p
                 WHERE p.customer_id = c.id AND p.status = 'valid' AND p.cents > 0), :day),
       :import
FROM stage_event AS s JOIN customer AS c ON c.id = s.customer_id
WHERE s.event_id IS NULL
ORDER BY s.place
