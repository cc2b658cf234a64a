-- The two are one.
DELETE FROM twin WHERE one_id = least(:kept, :gone) AND other_id = greatest(:kept, :gone)
