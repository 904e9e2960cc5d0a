-- What a source sent, in a few words, sealed to its codename: 80 bytes for every submission, and random ones where there is no memo. So whoever
-- has the disk can't tell what is in it, nor whether anything is. Of what is here already there is none.
ALTER TABLE submission ADD COLUMN memo BLOB NOT NULL DEFAULT x'';
UPDATE submission SET memo = randomblob(80);
