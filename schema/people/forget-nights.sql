-- What the nights said.
SELECT id, said FROM run WHERE said <> ''
