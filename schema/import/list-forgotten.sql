-- The keyed hashes of those who asked to be forgotten: ids, mailboxes and numbers.
SELECT channel || hash AS mark FROM suppression
WHERE reason = 'forgotten' AND channel IN ('mail', 'call', 'person')
