-- The import was taken back.
UPDATE import SET undone_day = :day WHERE id = :import
