-- Back to the evening before a day: nothing had been planned since.
DELETE FROM touch WHERE planned_day >= :day
