-- That an editor handed a submission to another section, and the signature that says so; not when. The row outlives its submission where that was
-- removed: the other section is told, too. It goes once there is neither the submission nor that fact.
CREATE TABLE estafette.forwarded (
    submission bytea NOT NULL CHECK (length(submission) = 16),
    section    text COLLATE "C" NOT NULL,
    editor     text NOT NULL,
    proof      bytea NOT NULL CHECK (length(proof) = 64),
    PRIMARY KEY (submission, section)
);

-- As for all others: PostgreSQL samples none of these.
ALTER TABLE estafette.forwarded ALTER COLUMN submission SET STATISTICS 0, ALTER COLUMN section SET STATISTICS 0,
    ALTER COLUMN editor SET STATISTICS 0, ALTER COLUMN proof SET STATISTICS 0;
