-- What was only rehearsed: it never left the house.
DELETE FROM touch WHERE rehearsal = 1
