-- Two customers who may be one; those whom somebody has looked at, or has still to, stay as they are.
INSERT INTO twin (one_id, other_id, reason, day, import_id)
VALUES (:one, :other, :reason, :day, :import)
ON CONFLICT (one_id, other_id) DO NOTHING
