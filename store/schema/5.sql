-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 5: what the reading of a file left, in two pieces, for most runs need the first alone; and what the
-- analysis of a document left. Only the program can read them. Files that an older version has read are read
-- anew: that is what a context of zeros says, which is none's.

DROP TABLE memo;
UPDATE input SET context = '0000000000000000' WHERE context <> '';

-- The documents of a file, and how many claims each has.
CREATE TABLE memo_head (
    input_id INTEGER PRIMARY KEY REFERENCES input (id) ON DELETE CASCADE,
    bytes BLOB NOT NULL
) STRICT;

-- What was found in them.
CREATE TABLE memo_body (
    input_id INTEGER PRIMARY KEY REFERENCES input (id) ON DELETE CASCADE,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE brief (
    id INTEGER PRIMARY KEY,  -- id of the input * 2^24 + number of the document in the file, from 0
    maker INTEGER NOT NULL,  -- hash of the program, the packs and the options: others have no use for it
    bytes BLOB NOT NULL
) STRICT;

-- Sums over the open findings of a job, by the first digits of their fingerprints: where a run's findings have the
-- same sums, nothing about them has changed, and they need not be read. Whoever else changes one, the sums are gone.
CREATE TABLE finding_sum (
    job_id INTEGER PRIMARY KEY REFERENCES job (id),
    bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER finding_added AFTER INSERT ON finding BEGIN
    DELETE FROM finding_sum WHERE job_id = new.job_id;
END;
CREATE TRIGGER finding_changed
AFTER UPDATE OF job_id, fingerprint, ordinal, state, suppressed, evidence, shape ON finding BEGIN
    DELETE FROM finding_sum WHERE job_id IN (old.job_id, new.job_id);
END;
CREATE TRIGGER finding_removed AFTER DELETE ON finding BEGIN
    DELETE FROM finding_sum WHERE job_id = old.job_id;
END;

-- Full text: what runs add is merged when eight of them have come together, so that most runs merge nothing.
INSERT INTO search (search, rank) VALUES ('automerge', 8);
