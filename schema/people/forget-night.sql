-- What a night said, corrected.
UPDATE run SET said = :text WHERE id = :id
