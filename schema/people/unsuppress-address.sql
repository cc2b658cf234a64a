-- An address that nobody here has may be used.
DELETE FROM suppression WHERE channel = :channel AND hash = :hash
