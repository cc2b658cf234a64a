-- What is known of the worth of currencies, in order of their codes.
SELECT currency, millionths FROM currency_rate ORDER BY currency
