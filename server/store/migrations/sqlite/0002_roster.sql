-- The roster that editors pushed, as it travels; the operator's file is the first one.
CREATE TABLE roster (
    one        INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    text       TEXT NOT NULL,
    signatures TEXT NOT NULL
) STRICT;
