-- What a seized server holds, whole. No time finer than a day. No row is kept in the order it
-- arrived: every table is a tree by a random or signed key, and has no other row number.

CREATE TABLE instance (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    id  BLOB NOT NULL CHECK (length(id) = 16)
) STRICT;

-- Sealed content in pieces. The key is 47 random bits of the upload, then 16 bits of the piece's
-- number: one tree, and the pieces of an upload lie side by side. A table of its own row numbers
-- (not WITHOUT ROWID) because rows are far larger than a page. Pieces of no submission are of an
-- upload that never ended: removed at start.
CREATE TABLE chunk (
    id    INTEGER NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE submission (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    form    BLOB NOT NULL UNIQUE CHECK (length(form) = 16),
    section TEXT NOT NULL,
    day     INTEGER NOT NULL,
    upload  INTEGER NOT NULL UNIQUE,
    size    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
    submission BLOB NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    editor     TEXT NOT NULL,
    bytes      BLOB NOT NULL,
    PRIMARY KEY (submission, editor)
) STRICT, WITHOUT ROWID;

-- What was taken back, for two days: a form that is sent late once more is still known.
CREATE TABLE tombstone (
    id   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    form BLOB NOT NULL UNIQUE CHECK (length(form) = 16),
    day  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reply (
    mailbox BLOB NOT NULL CHECK (length(mailbox) = 16),
    id      BLOB NOT NULL CHECK (length(id) = 16),
    section TEXT NOT NULL,
    day     INTEGER NOT NULL,
    slot    BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (mailbox, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    section TEXT NOT NULL,
    day     INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE note_slot (
    note   BLOB NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    editor TEXT NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (note, editor)
) STRICT, WITHOUT ROWID;

-- Editors' signed statements, and which of them counts for each week: the one published last.
CREATE TABLE epoch_statement (
    editor    TEXT NOT NULL,
    digest    BLOB NOT NULL,
    text      TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (editor, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE epoch_week (
    editor TEXT NOT NULL,
    week   TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (editor, week),
    FOREIGN KEY (editor, digest) REFERENCES epoch_statement (editor, digest) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
