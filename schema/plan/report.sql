-- How the candidates of tonight ended, by channel.
SELECT channel, coalesce(verdict, 'planned') AS verdict, count(*) AS touches
FROM candidate
GROUP BY channel, coalesce(verdict, 'planned')
