-- The rates of an earlier night, where the settings say something else now.
DELETE FROM currency_rate
