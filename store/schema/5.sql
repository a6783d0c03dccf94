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
