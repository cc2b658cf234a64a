-- Who sent the customers of this file, on the day they came. Nobody is sent twice, or by themselves.
INSERT INTO referral (customer_id, referred_id, day, import_id)
SELECT t.sender_id, c.id,
       coalesce(c.joined_day,
                (SELECT min(p.day) FROM purchase AS p
                 WHERE p.customer_id = c.id AND p.status = 'valid' AND p.cents > 0), :day),
       :import
FROM stage_sender AS t
  JOIN stage_customer AS s ON s.place = t.place
  JOIN customer AS c ON c.id = s.customer_id
WHERE t.sender_id <> c.id
ORDER BY t.place
ON CONFLICT (referred_id) DO NOTHING
