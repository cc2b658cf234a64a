-- Whoever looks like the record that goes looks like the one that stays, unless somebody has told
-- them apart.
INSERT INTO twin (one_id, other_id, reason, day, verdict, import_id)
SELECT least(:kept, t.third), greatest(:kept, t.third), t.reason, t.day, t.verdict, t.import_id
FROM (SELECT CASE one_id WHEN :gone THEN other_id ELSE one_id END AS third, reason, day, verdict,
        import_id
      FROM twin WHERE one_id = :gone OR other_id = :gone) t
WHERE t.third <> :kept
ON CONFLICT (one_id, other_id) DO UPDATE SET verdict = coalesce(twin.verdict, excluded.verdict)
