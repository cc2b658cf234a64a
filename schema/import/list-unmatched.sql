-- The first rows of the file that belong to nobody in the base, and how many rows there are in all
-- whose customer has a name in the file, but is not here.
SELECT place, customer, sum(file_rows) FILTER (WHERE customer IS NOT NULL) OVER () AS strangers
FROM stage_event
WHERE customer_id IS NULL AND postcode IS NULL AND region IS NULL
ORDER BY place
LIMIT :most
