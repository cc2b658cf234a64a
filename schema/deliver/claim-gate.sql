-- What has come between since the night was planned: asked again where the touches are claimed.
UPDATE touch SET state = 'suppressed', reason = g.reason
FROM (SELECT t.id, b.reason
      FROM touch t
        JOIN barrier b ON b.customer_id = t.customer_id AND b.channel = t.channel
          AND b.kind = t.kind
      WHERE t.state = 'planned' AND t.channel = :channel) g
WHERE touch.id = g.id AND g.reason IS NOT NULL
