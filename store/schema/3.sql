-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 3: what the search for repeated passages leaves for the next run, in parts that only it can read.

CREATE TABLE repeat_part (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES job (id),
    name TEXT NOT NULL,
    maker TEXT NOT NULL, -- hash of the program and the packs: others have no use for it
    bytes BLOB NOT NULL,
    UNIQUE (job_id, name)
) STRICT;
