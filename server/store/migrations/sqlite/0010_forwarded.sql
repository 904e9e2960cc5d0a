-- That an editor handed a submission to another section, and the signature that says so; not when. The row outlives its submission where that was
-- removed: the other section is told, too. It goes once there is neither the submission nor that fact.
CREATE TABLE forwarded (
    submission BLOB NOT NULL CHECK (length(submission) = 16),
    section    TEXT NOT NULL,
    editor     TEXT NOT NULL,
    proof      BLOB NOT NULL CHECK (length(proof) = 64),
    PRIMARY KEY (submission, section)
) STRICT, WITHOUT ROWID;
