-- The name of an imported file, corrected.
UPDATE import SET file = :text WHERE id = :id
