-- What the import added is gone.
DELETE FROM referral WHERE import_id = :import
