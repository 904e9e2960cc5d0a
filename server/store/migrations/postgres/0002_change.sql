-- How often editors put a roster, epoch keys, or a statement that a box was opened: a server that finds another number reads them again.
CREATE TABLE estafette.change (
    one    smallint NOT NULL PRIMARY KEY CHECK (one = 1),
    number bigint NOT NULL
);

INSERT INTO estafette.change (one, number) VALUES (1, 0);
