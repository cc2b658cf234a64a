-- Events without an id of their own get one: what they are, and a number among those that are
-- alike, in the order of the file.
UPDATE stage_event SET ref = stage_event.alike || '|' || counted.number
FROM (SELECT place, row_number() OVER (PARTITION BY alike ORDER BY place) AS number
      FROM stage_event WHERE alike IS NOT NULL) AS counted
WHERE counted.place = stage_event.place
