-- That an editor deleted a submission for the section, on which day, and their signature: it is put aside for days, and any editor of the
-- section may bring it back, which another signature says. Then the day is forgotten (0).
CREATE TABLE deleted (
    submission BLOB NOT NULL PRIMARY KEY REFERENCES submission (id) ON DELETE CASCADE,
    day        INTEGER NOT NULL,
    editor     TEXT NOT NULL,
    proof      BLOB NOT NULL CHECK (length(proof) = 64),
    restorer   TEXT,
    restored   BLOB CHECK (length(restored) = 64)
) STRICT, WITHOUT ROWID;
