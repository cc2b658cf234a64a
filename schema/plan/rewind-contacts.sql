-- Back to the evening before a day: what courtesy itself brought about since had not happened.
DELETE FROM contact WHERE day >= :day AND ref LIKE 'touch %'
