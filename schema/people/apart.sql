-- Somebody looked: they are two people.
INSERT INTO twin (one_id, other_id, reason, day, verdict)
VALUES (least(:one, :other), greatest(:one, :other), 'somebody looked', :today, 'apart')
ON CONFLICT (one_id, other_id) DO UPDATE SET verdict = 'apart', day = excluded.day
