-- Which night it is.
INSERT INTO tonight (day) VALUES (:today)
