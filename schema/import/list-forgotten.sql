-- The keyed hashes of those who asked to be forgotten: ids, mailboxes, numbers, and names
-- with an address or a birthday.
SELECT channel || hash AS mark FROM suppression
WHERE reason = 'forgotten' AND channel IN ('mail', 'call', 'person')
