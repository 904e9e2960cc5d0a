-- Who looked for a submission since it came: nobody (0), its source (1), an editor who fetched it (2). Nothing says which editor, how often
-- or when; and some decoys have the 1 from the beginning. Where the disk is short, what nobody looked for makes room first. Of what is here
-- already it is not known: that stays.
ALTER TABLE submission ADD COLUMN sought INTEGER NOT NULL DEFAULT 0;
UPDATE submission SET sought = 2;
