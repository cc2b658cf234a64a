-- Whether an id or a mailbox is of somebody who was forgotten.
SELECT count(*) FROM suppression
WHERE channel = :channel AND hash = :hash AND reason = 'forgotten'
