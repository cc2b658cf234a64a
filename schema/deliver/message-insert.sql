-- One attempt to hand a message over, and what was answered.
INSERT INTO message (touch_id, attempt, day, content_hash, outcome, reply)
SELECT id, attempts, :today, :content_hash, :outcome, :reply FROM touch WHERE id = :id
ON CONFLICT (touch_id, attempt) DO UPDATE SET outcome = excluded.outcome, reply = excluded.reply,
  content_hash = excluded.content_hash
