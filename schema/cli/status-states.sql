-- How many touches stand in each state.
SELECT state, count(*) AS touches FROM touch GROUP BY state ORDER BY state
