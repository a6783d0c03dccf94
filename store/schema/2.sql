-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 2: full text over the documents that are there, and the series of figures over time.

CREATE VIEW v_text AS
SELECT v.id, d.path, v.title,
    CAST(substr(CAST(t.body AS BLOB), v.start + 1, v.end - v.start) AS TEXT) AS body
FROM version v JOIN document d ON d.id = v.document_id JOIN text t ON t.id = v.text_id;

CREATE VIRTUAL TABLE search USING fts5 (path, title, body, content='v_text', content_rowid='id');
INSERT INTO search (rowid, path, title, body)
SELECT id, path, title, body FROM v_text
WHERE id IN (SELECT v.id FROM version v JOIN document d ON d.id = v.document_id
    WHERE v.last_run IS NULL AND d.last_run IS NULL);

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES job (id),
    name TEXT NOT NULL,
    measure TEXT,
    unit TEXT,
    grain TEXT NOT NULL,
    figures INTEGER NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    tau REAL,    -- Mann-Kendall; NULL: too few
    p REAL,      -- adjusted for all series of the run
    verdict TEXT
) STRICT;
