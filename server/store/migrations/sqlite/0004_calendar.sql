-- The last day that this server believed, the latest that an editor's device signed and that agreed with it (not whose), and since when
-- the machine's clock says another, if it does.
CREATE TABLE calendar (
    one      INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    believed INTEGER NOT NULL,
    agreed   INTEGER,
    doubted  INTEGER
) STRICT, WITHOUT ROWID;

-- The day on which a row that is past its time was put aside: it is deleted days later, or taken back where the day was wrong.
ALTER TABLE submission ADD COLUMN aside INTEGER;
ALTER TABLE reply ADD COLUMN aside INTEGER;
ALTER TABLE note ADD COLUMN aside INTEGER;
