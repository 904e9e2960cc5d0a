-- What a source sent, in a few words, sealed to its codename: 80 bytes for every submission, and random ones where there is no memo: of what is
-- here already, and of what servers of the version before take in. So whoever has the disk can't tell what is in it, nor whether anything is.
ALTER TABLE estafette.submission ADD COLUMN memo bytea NOT NULL DEFAULT substring(
    sha512(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
    || sha512(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) FROM 1 FOR 80) CHECK (length(memo) = 80);

-- As for all others: PostgreSQL samples it not.
ALTER TABLE estafette.submission ALTER COLUMN memo SET STATISTICS 0;
