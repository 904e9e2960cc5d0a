-- Sealed bytes lie in cells, in two files beside the database, each under a key of its own; a column has the key and the cells (after a 1).
-- What a copy or an earlier version holds in the column itself stands after a 0, until the next start moves it.
-- The size of what a reply and a note hold is a column of its own.
ALTER TABLE reply ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
UPDATE reply SET size = length(content);
ALTER TABLE note ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
UPDATE note SET size = length(content);

UPDATE chunk SET bytes = CAST(x'00' || bytes AS BLOB);
UPDATE slot SET bytes = CAST(x'00' || bytes AS BLOB);
UPDATE reply SET slot = CAST(x'00' || slot AS BLOB), content = CAST(x'00' || content AS BLOB);
UPDATE note SET content = CAST(x'00' || content AS BLOB);
UPDATE note_slot SET bytes = CAST(x'00' || bytes AS BLOB);
