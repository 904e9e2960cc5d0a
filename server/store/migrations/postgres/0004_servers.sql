-- What servers tell each other: who is there, and what one gives another. It is sealed to a key that the other has in its memory alone, and
-- in no journal.
CREATE UNLOGGED TABLE estafette.server (
    server bigint NOT NULL PRIMARY KEY,
    hello  bytea NOT NULL
);

-- `taken`: the number of what the taker took last; that is removed.
CREATE UNLOGGED TABLE estafette.passing (
    giver  bigint NOT NULL,
    taker  bigint NOT NULL,
    number bigint NOT NULL,
    sealed bytea,
    taken  bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (giver, taker)
);
ALTER TABLE estafette.passing ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Which server missed the one that an upload arrives at: two servers that look at one moment see one lapse of a connection, not two. It
-- stands for `missing`, which stays for servers of the version before that go on beside newer ones.
ALTER TABLE estafette.arriving ADD COLUMN missed_by bigint;

-- As for all others: PostgreSQL samples none of these.
ALTER TABLE estafette.arriving ALTER COLUMN missed_by SET STATISTICS 0;
ALTER TABLE estafette.server ALTER COLUMN server SET STATISTICS 0, ALTER COLUMN hello SET STATISTICS 0;
ALTER TABLE estafette.passing ALTER COLUMN giver SET STATISTICS 0, ALTER COLUMN taker SET STATISTICS 0,
    ALTER COLUMN number SET STATISTICS 0, ALTER COLUMN sealed SET STATISTICS 0, ALTER COLUMN taken SET STATISTICS 0;
