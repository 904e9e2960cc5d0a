-- What a seized server holds, whole. No time finer than a day; no row in the order it arrived:
-- every table is kept by a random key, and chunks carry a random rowid.

CREATE TABLE instance (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    id  BLOB NOT NULL
) STRICT;

-- Sealed content, in pieces. Pieces of no submission are of an upload that never ended: removed at start.
CREATE TABLE chunk (
    id     INTEGER NOT NULL PRIMARY KEY,
    upload BLOB NOT NULL,
    number INTEGER NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX chunk_of_upload ON chunk (upload, number);

CREATE TABLE submission (
    id      BLOB NOT NULL PRIMARY KEY,
    form    BLOB NOT NULL UNIQUE,
    section TEXT NOT NULL,
    day     INTEGER NOT NULL,
    upload  BLOB NOT NULL UNIQUE,
    size    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
    submission BLOB NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    editor     TEXT NOT NULL,
    bytes      BLOB NOT NULL,
    PRIMARY KEY (submission, editor)
) STRICT, WITHOUT ROWID;

-- What is gone, for two days: a form sent late once more is still known.
CREATE TABLE tombstone (
    id   BLOB NOT NULL PRIMARY KEY,
    form BLOB NOT NULL UNIQUE,
    day  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reply (
    mailbox BLOB NOT NULL,
    id      BLOB NOT NULL,
    section TEXT NOT NULL,
    day     INTEGER NOT NULL,
    slot    BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (mailbox, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    id      BLOB NOT NULL PRIMARY KEY,
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

CREATE TABLE epoch (
    editor    TEXT NOT NULL,
    last_week TEXT NOT NULL,
    text      TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (editor, last_week)
) STRICT, WITHOUT ROWID;
