-- How many working days the post takes to a country; a later word about it wins.
INSERT INTO post_time (country, days) VALUES (:country, :days)
ON CONFLICT (country) DO UPDATE SET days = excluded.days
