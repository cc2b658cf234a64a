-- One day of the calendar.
INSERT INTO calendar (day, year, month, mmdd, weekday, workday, workday_before, workday_after)
VALUES (:day, :year, :month, :mmdd, :weekday, :workday, :before, :after)
