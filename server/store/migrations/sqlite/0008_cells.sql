-- Sealed bytes lie in cells, in two files beside the database, each under a key of its own; a column has the key and the cells (after a 1).
-- What a copy or an earlier version holds in the column itself stands after a 0, until the next start moves it.
UPDATE chunk SET bytes = CAST(x'00' || bytes AS BLOB);
UPDATE slot SET bytes = CAST(x'00' || bytes AS BLOB);
UPDATE reply SET slot = CAST(x'00' || slot AS BLOB), content = CAST(x'00' || content AS BLOB);
UPDATE note SET content = CAST(x'00' || content AS BLOB);
UPDATE note_slot SET bytes = CAST(x'00' || bytes AS BLOB);
