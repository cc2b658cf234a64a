-- The rows that were left out, in the order of the file.
SELECT place, says FROM stage_rejected ORDER BY place
