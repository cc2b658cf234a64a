-- A birthday (month * 100 + day) that falls on a day.
INSERT INTO calendar_birthday (day, mmdd) VALUES (:day, :mmdd)
