-- What one unit of a currency is worth; the business's own is among them, as 1.
INSERT INTO currency_rate (currency, millionths) VALUES (:currency, :millionths)
