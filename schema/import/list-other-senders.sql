-- Rows that name somebody else as the sender of a customer than the base does.
SELECT s.place, s.customer AS sender, c.ref AS known
FROM stage_event AS s
  JOIN referral AS r ON r.id = s.event_id
  JOIN customer AS c ON c.id = r.customer_id
WHERE r.customer_id <> s.other_id
ORDER BY s.place
