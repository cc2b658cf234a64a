-- Birthdays that an earlier import doubted, or this one once they are marked.
DROP TABLE IF EXISTS stage_doubt
