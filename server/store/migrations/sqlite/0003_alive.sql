-- That a section's box was opened in a week, as an editor stated it; for the sections that want it shown.
CREATE TABLE alive (
    section TEXT NOT NULL PRIMARY KEY,
    editor  TEXT NOT NULL,
    week    TEXT NOT NULL,
    proof   BLOB NOT NULL CHECK (length(proof) = 64)
) STRICT, WITHOUT ROWID;
