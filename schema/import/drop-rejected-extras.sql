-- Kept cells of rows that were staged and then left out.
DELETE FROM stage_extra
WHERE place NOT IN (SELECT s.place FROM stage_customer AS s)
