-- The items of each purchase are numbered in the order of the file.
UPDATE stage_item SET line = counted.line
FROM (SELECT place, row_number() OVER (PARTITION BY event ORDER BY place) AS line
      FROM stage_item) AS counted
WHERE counted.place = stage_item.place
