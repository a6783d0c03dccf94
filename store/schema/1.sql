-- SPDX-License-Identifier: GPL-3.0-or-later
-- Version 1 of the database of scheduled checks. Everything belongs to a job; a run is one
-- execution of it that was completed. Hashes are 16 hexadecimal digits, dates ISO 8601, decimals
-- text, offsets bytes of the decoded text.

CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id INTEGER NOT NULL REFERENCES job (id),
    today TEXT NOT NULL,
    started_ns INTEGER NOT NULL, -- of the system's clock: which files may have changed since
    program TEXT NOT NULL,
    rules TEXT NOT NULL,         -- hash of lexicon and packs
    inputs INTEGER NOT NULL,     -- files
    read INTEGER NOT NULL,       -- of them, whose contents were looked at
    changed INTEGER NOT NULL,    -- of those, new or with other contents
    unread INTEGER NOT NULL,     -- files and folders that could not be read
    documents INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    open INTEGER NOT NULL,       -- findings
    fresh INTEGER NOT NULL,      -- of them, new
    updated INTEGER NOT NULL,
    reopened INTEGER NOT NULL,
    resolved INTEGER NOT NULL,   -- findings that are no more, in documents that are still there
    gone INTEGER NOT NULL        -- findings whose document went
) STRICT;
CREATE INDEX run_job ON run (job_id, id);

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- What was read, decoded. A file of JSON Lines has one for itself and one for each member.
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

-- A file as it was found last, and what its reading left for the next run.
CREATE TABLE input (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES job (id),
    path TEXT NOT NULL,
    root TEXT NOT NULL,    -- the path of the job that it was found under
    inode INTEGER NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    context TEXT NOT NULL, -- hash of the program, the packs and the facts given for it
    content TEXT NOT NULL, -- hash of its bytes
    text_id INTEGER REFERENCES text (id),
    UNIQUE (job_id, path)
) STRICT;
CREATE TABLE memo (
    input_id INTEGER PRIMARY KEY REFERENCES input (id) ON DELETE CASCADE,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES job (id),
    path TEXT NOT NULL,
    segment TEXT NOT NULL, -- empty: the file is one document
    first_run INTEGER NOT NULL REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
    last_run INTEGER,      -- the last run that saw it; NULL: it is there
    UNIQUE (job_id, path, segment)
) STRICT;

CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id),
    content TEXT NOT NULL, -- hash of the document's text
    text_id INTEGER REFERENCES text (id),
    start INTEGER NOT NULL, -- of the document in that text
    end INTEGER NOT NULL,
    source_id INTEGER REFERENCES source (id),
    title TEXT,
    date TEXT,
    place TEXT,
    url TEXT,
    encoding TEXT,
    first_run INTEGER NOT NULL REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
    last_run INTEGER        -- NULL: it is the one that is there
) STRICT;
CREATE INDEX version_document ON version (document_id);
CREATE INDEX version_text ON version (text_id);

CREATE TABLE claim (
    version_id INTEGER NOT NULL REFERENCES version (id),
    number INTEGER NOT NULL, -- in the order of the text
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    line INTEGER NOT NULL,
    text TEXT NOT NULL,
    value TEXT NOT NULL,
    lo TEXT, -- of the interval that decides
    hi TEXT,
    unit TEXT,
    kind TEXT NOT NULL,
    hedge TEXT NOT NULL,
    modality TEXT NOT NULL,
    noun TEXT,
    measure TEXT,
    agent TEXT,
    place TEXT,
    period TEXT,
    PRIMARY KEY (version_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES job (id),
    fingerprint TEXT NOT NULL,
    ordinal INTEGER NOT NULL, -- among equal fingerprints
    state TEXT NOT NULL CHECK (state IN ('open', 'resolved', 'gone')),
    suppressed TEXT,          -- why it was accepted
    first_run INTEGER NOT NULL REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
    last_run INTEGER,         -- the last run that found it; NULL: it is open
    reopened INTEGER NOT NULL DEFAULT 0, -- how often
    events INTEGER NOT NULL DEFAULT 0,   -- how many there were, of which some may be forgotten
    evidence TEXT NOT NULL,   -- changes with the figures
    shape TEXT NOT NULL,      -- changes with anything told here or of its figures
    code TEXT NOT NULL,
    rule TEXT NOT NULL,
    verdict TEXT NOT NULL,
    severity TEXT NOT NULL,
    confidence TEXT NOT NULL,
    message TEXT,
    computation TEXT,
    diagnosis TEXT,
    measure TEXT,
    agent TEXT,
    place TEXT,
    period TEXT,
    unit TEXT,
    cause TEXT,
    UNIQUE (job_id, fingerprint, ordinal)
) STRICT;

-- The figures and passages of a finding as they were when it was found last.
CREATE TABLE finding_claim (
    finding_id INTEGER NOT NULL REFERENCES finding (id),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    path TEXT NOT NULL,
    segment TEXT NOT NULL,
    source TEXT,
    date TEXT,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    line INTEGER NOT NULL,
    col INTEGER NOT NULL,
    text TEXT,
    value TEXT,
    lo TEXT,
    hi TEXT,
    quote TEXT,
    PRIMARY KEY (finding_id, position)
) STRICT, WITHOUT ROWID;

-- What became of findings, one row for each change.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (id),
    finding_id INTEGER NOT NULL REFERENCES finding (id),
    number INTEGER NOT NULL, -- among those of the finding, from 1
    kind TEXT NOT NULL
        CHECK (kind IN ('new', 'updated', 'reopened', 'resolved', 'gone', 'accepted', 'unaccepted')),
    severity TEXT NOT NULL,
    evidence TEXT NOT NULL,
    message TEXT,
    figures TEXT
) STRICT;
CREATE INDEX event_finding ON event (finding_id);
CREATE INDEX event_run ON event (run_id);

-- Told once a row: sent is set behind the command that was told. A run that is killed between the
-- two tells it again, under the same key.
CREATE TABLE notification (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES event (id),
    channel TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    sent INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX notification_unsent ON notification (channel) WHERE sent = 0;

CREATE VIEW v_open AS
SELECT job.name AS job, f.fingerprint || CASE f.ordinal WHEN 0 THEN '' ELSE '/' || f.ordinal END AS finding,
    f.severity, f.confidence, f.code, f.message, f.measure, f.agent, f.place, f.period, f.unit,
    (SELECT group_concat(c.path || ':' || c.line || ' ' || coalesce(c.text, ''), '; ')
        FROM finding_claim c WHERE c.finding_id = f.id) AS figures,
    f.computation, f.diagnosis, first.today AS first_seen,
    (SELECT max(today) FROM run WHERE run.job_id = f.job_id) AS last_seen, f.reopened, f.rule, f.id AS finding_id
FROM finding f JOIN job ON job.id = f.job_id JOIN run first ON first.id = f.first_run
WHERE f.state = 'open' AND f.suppressed IS NULL;

CREATE VIEW v_claim AS
SELECT job.name AS job, d.path, d.segment, source.name AS source, v.date, c.line, c.text, c.value, c.lo, c.hi,
    c.unit, c.kind, c.hedge, c.modality, c.noun, c.measure, c.agent, c.place, c.period, v.title, v.url,
    c.start, c.end, v.id AS version_id
FROM claim c JOIN version v ON v.id = c.version_id JOIN document d ON d.id = v.document_id
    JOIN job ON job.id = d.job_id LEFT JOIN source ON source.id = v.source_id
WHERE v.last_run IS NULL AND d.last_run IS NULL;

CREATE VIEW v_event AS
SELECT e.id, e.number, job.name AS job, f.fingerprint || CASE f.ordinal WHEN 0 THEN '' ELSE '/' || f.ordinal END AS finding,
    e.run_id AS run, run.today, e.kind, e.severity, f.code, e.message, e.figures, f.state, f.suppressed, f.id AS finding_id
FROM event e JOIN finding f ON f.id = e.finding_id JOIN job ON job.id = f.job_id JOIN run ON run.id = e.run_id;

CREATE VIEW v_history AS
SELECT job, finding, run, today, kind, severity, code, message, figures, state, finding_id FROM v_event
ORDER BY finding_id, id;
