-- One answer of a row. Of several rows about one customer the "no" counts, with its day and words.
INSERT INTO stage_answer
  (place, channel, purpose, address, answer, day, dated, source, wording)
VALUES (:place, :channel, :purpose, :address, :answer, :day, :dated, :source, :wording)
ON CONFLICT (place, channel, purpose) DO UPDATE SET
  address = coalesce(excluded.address, stage_answer.address),
  day     = CASE WHEN excluded.answer < stage_answer.answer THEN excluded.day
                 ELSE stage_answer.day END,
  source  = CASE WHEN excluded.answer < stage_answer.answer THEN excluded.source
                 ELSE stage_answer.source END,
  wording = CASE WHEN excluded.answer < stage_answer.answer THEN excluded.wording
                 ELSE stage_answer.wording END,
  answer  = least(excluded.answer, stage_answer.answer)
