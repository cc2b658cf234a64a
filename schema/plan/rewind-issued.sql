-- Back to the evening before a day: what had been planned before had not gone yet.
DELETE FROM touch WHERE issued_day >= :day
