-- What a seized database holds, whole. No time finer than a day, and every key is random or signed. Where rows lie, and PostgreSQL's
-- journal (WAL), say in which order they came, until the next day's rewriting and until the journal is overwritten.

CREATE TABLE estafette.instance (
    one smallint NOT NULL PRIMARY KEY CHECK (one = 1),
    id  bytea NOT NULL CHECK (length(id) = 16)
);

-- The day on which all rows were last written anew.
CREATE TABLE estafette.upkeep (
    one       smallint NOT NULL PRIMARY KEY CHECK (one = 1),
    rewritten bigint NOT NULL
);

-- Sealed bytes under a key of their own, which stands in the row that they belong to: without it they are noise, and PostgreSQL may leave
-- them on its disk for as long as it likes. What is of today; and what is older, written anew in the order of its random ids.
CREATE TABLE estafette.sealed_new (
    id    bigint NOT NULL PRIMARY KEY,
    bytes bytea NOT NULL
);
CREATE TABLE estafette.sealed (
    id    bigint NOT NULL PRIMARY KEY,
    bytes bytea NOT NULL
);
ALTER TABLE estafette.sealed_new ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE estafette.sealed ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Sealed content in pieces: 47 random bits of the upload, then 16 bits of the piece's number. `key` is the key of the sealed bytes and
-- the tag that tells whether they are those.
CREATE TABLE estafette.chunk (
    id     bigint NOT NULL PRIMARY KEY,
    sealed bigint NOT NULL,
    key    bytea NOT NULL CHECK (length(key) = 48)
);

-- Content of several pieces that is arriving, and at which server. Whoever removes this row decides what becomes of it: it is accepted, or
-- its pieces go. A server that is gone holds no lock of its number any more; `missing` is that this was seen once.
CREATE TABLE estafette.arriving (
    upload  bigint NOT NULL PRIMARY KEY,
    server  bigint NOT NULL,
    missing boolean NOT NULL DEFAULT false
);

-- `sought`: nobody looked for it since it came (0), its source did (1), an editor fetched it (2). `aside`: the day on which it was put
-- aside because it is past its time.
CREATE TABLE estafette.submission (
    id      bytea NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    form    bytea NOT NULL UNIQUE CHECK (length(form) = 16),
    section text NOT NULL,
    day     bigint NOT NULL,
    upload  bigint NOT NULL UNIQUE,
    size    bigint NOT NULL,
    aside   bigint,
    sought  bigint NOT NULL DEFAULT 0
);

CREATE TABLE estafette.slot (
    submission bytea NOT NULL REFERENCES estafette.submission (id) ON DELETE CASCADE,
    editor     text NOT NULL,
    sealed     bigint NOT NULL,
    key        bytea NOT NULL CHECK (length(key) = 48),
    PRIMARY KEY (submission, editor)
);

-- What was taken back, for two days: a form that is sent late once more is still known.
CREATE TABLE estafette.tombstone (
    id   bytea NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    form bytea NOT NULL UNIQUE CHECK (length(form) = 16),
    day  bigint NOT NULL
);

-- That a submission was removed, and what proves it: its withdrawal secret, or an editor's signature. `day` is the day it came, `until`
-- the last day it was kept for longer.
CREATE TABLE estafette.removed (
    id      bytea NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    section text NOT NULL,
    day     bigint NOT NULL,
    until   bigint,
    editor  text,
    proof   bytea NOT NULL
);

-- That a submission is kept until a day, past its section's retention, and the editor's signature that says so.
CREATE TABLE estafette.kept (
    submission bytea NOT NULL PRIMARY KEY REFERENCES estafette.submission (id) ON DELETE CASCADE,
    until      bigint NOT NULL,
    editor     text NOT NULL,
    proof      bytea NOT NULL CHECK (length(proof) = 64)
);

-- That an editor deleted a submission, on which day, and their signature: for days any editor of the section may bring it back, which
-- another signature says. Then the day is forgotten (0).
CREATE TABLE estafette.deleted (
    submission bytea NOT NULL PRIMARY KEY REFERENCES estafette.submission (id) ON DELETE CASCADE,
    day        bigint NOT NULL,
    editor     text NOT NULL,
    proof      bytea NOT NULL CHECK (length(proof) = 64),
    restorer   text,
    restored   bytea CHECK (length(restored) = 64)
);

-- Slot and content of a reply are sealed together; `size` is the content's.
CREATE TABLE estafette.reply (
    mailbox bytea NOT NULL CHECK (length(mailbox) = 16),
    id      bytea NOT NULL CHECK (length(id) = 16),
    section text NOT NULL,
    day     bigint NOT NULL,
    size    bigint NOT NULL,
    sealed  bigint NOT NULL,
    key     bytea NOT NULL CHECK (length(key) = 48),
    aside   bigint,
    PRIMARY KEY (mailbox, id)
);

CREATE TABLE estafette.note (
    id      bytea NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    section text NOT NULL,
    day     bigint NOT NULL,
    size    bigint NOT NULL,
    sealed  bigint NOT NULL,
    key     bytea NOT NULL CHECK (length(key) = 48),
    aside   bigint
);

CREATE TABLE estafette.note_slot (
    note   bytea NOT NULL REFERENCES estafette.note (id) ON DELETE CASCADE,
    editor text NOT NULL,
    sealed bigint NOT NULL,
    key    bytea NOT NULL CHECK (length(key) = 48),
    PRIMARY KEY (note, editor)
);

-- Editors' signed statements, and which of them counts for each week: the one published last.
CREATE TABLE estafette.epoch_statement (
    editor    text NOT NULL,
    digest    bytea NOT NULL,
    text      text NOT NULL,
    signature text NOT NULL,
    PRIMARY KEY (editor, digest)
);

CREATE TABLE estafette.epoch_week (
    editor text NOT NULL,
    week   text COLLATE "C" NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (editor, week),
    FOREIGN KEY (editor, digest) REFERENCES estafette.epoch_statement (editor, digest) ON DELETE CASCADE
);

-- The roster that editors pushed, as it travels; the operator's file is the first one.
CREATE TABLE estafette.roster (
    one        smallint NOT NULL PRIMARY KEY CHECK (one = 1),
    text       text NOT NULL,
    signatures text NOT NULL
);

-- That a section's box was opened in a week, as an editor stated it; for the sections that want it shown.
CREATE TABLE estafette.alive (
    section text NOT NULL PRIMARY KEY,
    editor  text NOT NULL,
    week    text COLLATE "C" NOT NULL,
    proof   bytea NOT NULL CHECK (length(proof) = 64)
);

-- The last day that was believed, the latest that an editor's device signed and that agreed with it (not whose), and since when the
-- machines' clocks say another, if they do.
CREATE TABLE estafette.calendar (
    one      smallint NOT NULL PRIMARY KEY CHECK (one = 1),
    believed bigint NOT NULL,
    agreed   bigint,
    doubted  bigint
);

-- Whatever removes a row, by whichever way, removes the sealed bytes that belong to it.
CREATE FUNCTION estafette.forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM estafette.sealed_new USING gone WHERE sealed_new.id = gone.sealed;
    DELETE FROM estafette.sealed USING gone WHERE sealed.id = gone.sealed;
    RETURN NULL;
END $$;

CREATE FUNCTION estafette.forget_replaced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM estafette.sealed_new USING gone
        WHERE sealed_new.id = gone.sealed AND gone.sealed NOT IN (SELECT sealed FROM come);
    DELETE FROM estafette.sealed USING gone
        WHERE sealed.id = gone.sealed AND gone.sealed NOT IN (SELECT sealed FROM come);
    RETURN NULL;
END $$;

CREATE FUNCTION estafette.forget_pieces() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM estafette.chunk USING gone WHERE chunk.id BETWEEN gone.upload AND gone.upload + 65535;
    RETURN NULL;
END $$;

CREATE TRIGGER forget AFTER DELETE ON estafette.chunk
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION estafette.forget();
CREATE TRIGGER forget AFTER DELETE ON estafette.slot
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION estafette.forget();
CREATE TRIGGER forget_replaced AFTER UPDATE ON estafette.slot
    REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION estafette.forget_replaced();
CREATE TRIGGER forget AFTER DELETE ON estafette.reply
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION estafette.forget();
CREATE TRIGGER forget AFTER DELETE ON estafette.note
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION estafette.forget();
CREATE TRIGGER forget AFTER DELETE ON estafette.note_slot
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION estafette.forget();
CREATE TRIGGER forget_pieces AFTER DELETE ON estafette.submission
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION estafette.forget_pieces();

-- Holds a form, the first free one of some ids, or both, for this connection: locks that are in memory alone. Whoever holds something looks
-- afterwards whether it was stored before.
--   asked    {"form": hex or null, "lock": its lock, "ids": [[hex, its lock, its number], …] or null}
--   outcome  0: somebody else holds the form; 1: held; 2: this very thing is stored, under `id`; 3: it was, and is gone; 4: no id is free
CREATE FUNCTION estafette.hold(asked jsonb) RETURNS TABLE (outcome int, id bytea, number int) LANGUAGE plpgsql AS $$
DECLARE
    wanted bytea := decode(asked ->> 'form', 'hex');
    form_lock bigint := (asked ->> 'lock')::bigint;
    candidate record;
BEGIN
    IF wanted IS NOT NULL THEN
        IF NOT pg_try_advisory_lock(form_lock) THEN
            RETURN QUERY SELECT 0, NULL::bytea, NULL::int;
            RETURN;
        END IF;
        SELECT 2 AS outcome, s.id INTO candidate FROM estafette.submission s WHERE s.form = wanted;
        IF NOT FOUND THEN
            SELECT 3 AS outcome, t.id INTO candidate FROM estafette.tombstone t WHERE t.form = wanted;
        END IF;
        IF FOUND THEN
            PERFORM pg_advisory_unlock(form_lock);
            RETURN QUERY SELECT candidate.outcome, candidate.id, NULL::int;
            RETURN;
        END IF;
        IF asked -> 'ids' = 'null'::jsonb THEN
            RETURN QUERY SELECT 1, NULL::bytea, NULL::int;
            RETURN;
        END IF;
    END IF;
    FOR candidate IN
        SELECT decode(value ->> 0, 'hex') AS id, (value ->> 1)::bigint AS lock, (value ->> 2)::int AS number
        FROM jsonb_array_elements(asked -> 'ids') WITH ORDINALITY ORDER BY ordinality
    LOOP
        CONTINUE WHEN NOT pg_try_advisory_lock(candidate.lock);
        IF NOT EXISTS (SELECT 1 FROM estafette.submission s WHERE s.id = candidate.id)
            AND NOT EXISTS (SELECT 1 FROM estafette.tombstone t WHERE t.id = candidate.id)
            AND NOT EXISTS (SELECT 1 FROM estafette.removed r WHERE r.id = candidate.id)
        THEN
            RETURN QUERY SELECT 1, candidate.id, candidate.number;
            RETURN;
        END IF;
        PERFORM pg_advisory_unlock(candidate.lock);
    END LOOP;
    IF wanted IS NOT NULL THEN
        PERFORM pg_advisory_unlock(form_lock);
    END IF;
    RETURN QUERY SELECT 4, NULL::bytea, NULL::int;
END $$;
