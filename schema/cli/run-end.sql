-- A night has ended.
UPDATE run SET ended = :ended, exit_status = :exit_status, customers = :customers,
  touches = :touches, held_back = :held_back, said = :said
WHERE id = :id
