-- That a submission was removed, and what proves it: its withdrawal secret, where its source took it back; an editor's signature,
-- where an editor deleted it. `day` is the day it came, `until` the last day it was kept for longer: the row goes some weeks after
-- its submission would have gone. On which day it was removed is not kept.
CREATE TABLE removed (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    section TEXT NOT NULL,
    day     INTEGER NOT NULL,
    until   INTEGER,
    editor  TEXT,
    proof   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- That a submission is kept until a day, past its section's retention, and the editor's signature that says so.
CREATE TABLE kept (
    submission BLOB NOT NULL PRIMARY KEY REFERENCES submission (id) ON DELETE CASCADE,
    until      INTEGER NOT NULL,
    editor     TEXT NOT NULL,
    proof      BLOB NOT NULL CHECK (length(proof) = 64)
) STRICT, WITHOUT ROWID;
