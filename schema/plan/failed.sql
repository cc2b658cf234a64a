-- Candidates of a rule for whom clause :clause of its condition is not so.
UPDATE candidate SET verdict = 'no', reason = :reason
WHERE rule = :rule AND failed = :clause
