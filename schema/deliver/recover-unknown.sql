-- It may have left: the last dot of a mail, or the page of an earlier night. A person has to find out.
UPDATE touch SET state = 'unknown',
  reason = CASE channel WHEN 'mail' THEN 'the run was cut off while this mail was leaving'
                        ELSE 'the run was cut off when its page was written or about to be' END
WHERE state = 'in_flight' OR state = 'claimed'
