-- What a row of a file of purchases names as bought.
INSERT INTO stage_item (place, event, name, category, quantity, cents)
VALUES (:row, coalesce((SELECT s.place FROM stage_event AS s WHERE s.ref = :ref), :row), :item,
        :category, :quantity, :cents)
