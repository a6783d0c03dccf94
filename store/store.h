/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of scheduled checks: one SQLite file with the runs of each job, what was read, claims,
 * findings and what became of them, and notifications that are still to be sent. schema/ says what
 * is in it; its views (v_open, v_claim, v_history) are for people.
 *
 * A run is one transaction: a reader of the file sees the state after the last completed run, and a
 * run that is killed, or that finds the disk full, has never been. What a run finds is what a check
 * of the same files finds: what was read before is recalled instead of read (extract/memo.h), and
 * the analysis is the same.
 *
 * Errors stick: after the first one every call does nothing, and the run cannot be completed. */
#ifndef TIE_STORE_STORE_H
#define TIE_STORE_STORE_H

#include "base/buf.h"

typedef struct tie_store tie_store;

/* ---- Opening ---- */

typedef enum tie_store_mode {
    TIE_STORE_READ, /* no change of the file, not even by SQL that a user writes */
    TIE_STORE_WRITE /* made where there is none, brought to this version of the schema */
} tie_store_mode;

/* What: opens the database at path. Owns: *out, end it with tie_store_close. Fails: TIE_EIO;
 * TIE_EUSAGE when the file is no database of this program, or of a newer version of it. */
tie_code tie_store_open(tie_str path, tie_store_mode mode, tie_store **out, tie_err *err);
/* What: takes the lock of the database, a file beside it, until it is closed. Fails: TIE_EUSAGE
 * when another run has it; TIE_EIO. */
tie_code tie_store_lock(tie_store *store, tie_err *err);
/* What is not committed is undone. */
void tie_store_close(tie_store *store);

/* ---- A run ---- */

/* What a run of a job stands on. */
typedef struct tie_store_job {
    tie_str name;
    tie_date today;
    const tie_ruleset *rules;
    const tie_options *options; /* of the corpus */
    bool rehash;                /* look at the contents of all files */
    bool forget;                /* read all files, whatever is known of them */
    bool whole;                 /* all series are wanted, not those alone that have led to a row */
} tie_store_job;

/* What: takes the lock of the database and begins a run. A file that is damaged is put aside as
 * PATH.damaged; what can be read of its findings and their history is taken over, which
 * tie_store_salvaged tells. Borrows the job until the run ends. Fails: TIE_EUSAGE when another run
 * is under way; TIE_EIO. */
tie_code tie_store_begin(tie_store *store, const tie_store_job *job, tie_err *err);

bool tie_store_salvaged(const tie_store *store);
/* Nothing of it could be read, as where its first page is gone: all history is in the file that was
 * put aside. */
bool tie_store_lost(const tie_store *store);
/* What stopped the run is damage of the file, which the next run mends. */
bool tie_store_damaged(const tie_store *store);

/* What: an empty corpus that recalls what is known, to be freed before the store is closed.
 * Fails: TIE_EMEM, TIE_EUSAGE, TIE_EIO (sidecar). */
tie_code tie_store_corpus(tie_store *store, tie_corpus **out, tie_err *err);
/* What: adds the files at path as tie_corpus_add_with does. Where they cannot be listed, those that
 * are known stand in for them, and err tells. Fails: TIE_EIO, TIE_EUSAGE: the run may go on. */
tie_code tie_store_add(tie_store *store, tie_corpus *corpus, tie_str path,
                       const tie_defaults *defaults, tie_err *err);

/* What: analyzes a corpus of the store's, which need not look once more for what repeats itself in
 * unchanged documents. Fails: TIE_EMEM; TIE_EIO; TIE_EINPUT where what is known is damaged, and is
 * to be forgotten. */
tie_code tie_store_run(tie_store *store, tie_corpus *corpus, tie_run **out, tie_err *err);

/* How a finding stands against the last completed run of the job. */
typedef enum tie_life {
    TIE_LIFE_NEW,
    TIE_LIFE_UPDATED,
    TIE_LIFE_REOPENED,
    TIE_LIFE_RESOLVED, /* its documents are there and no longer say so */
    TIE_LIFE_GONE,     /* a document of it is no longer there */
    TIE_LIFE_ACCEPTED, /* by a suppression */
    TIE_LIFE_UNACCEPTED,
    TIE_LIFE_UNCHANGED,
    TIE_LIVES
} tie_life;
const char *tie_life_name(tie_life life);

/* Findings of a run by how they stand. */
typedef struct tie_news {
    uint64_t run; /* number of the run */
    bool first;   /* of its job */
    uint64_t counts[TIE_LIVES], open, inputs, read, changed, unread;
    const tie_finding *absent; /* resolved or gone, without their places */
    size_t absent_count;
} tie_news;

/* Which news are told to whom. */
typedef struct tie_store_audience {
    const char *channel; /* NULL: nobody is told */
    tie_severity least;
    bool any; /* also what was resolved, went or was accepted */
} tie_store_audience;

/* What: rows that the store may change: those of the run itself, or copies where others were made
 * of them. Owns: arena. */
tie_finding *tie_store_own_rows(tie_arena *arena, tie_run *run, const tie_finding *rows,
                                size_t row_count);

/* What: compares the rows (findings first; with what was accepted marked) with the last completed
 * run, sets their state, records all and commits. unread: folders that could not be listed.
 * Owns: arena. Fails: TIE_EIO, TIE_EMEM, TIE_EINPUT where what is known of a document was damaged:
 * then nothing is recorded. */
tie_code tie_store_complete(tie_store *store, tie_arena *arena, tie_corpus *corpus,
                            const tie_run *run, tie_finding *rows, size_t row_count,
                            const tie_store_audience *audience, tie_news *out, tie_err *err);

/* ---- Notifications ---- */

/* One that was not told, or of which nobody knows whether it was. */
typedef struct tie_notice {
    int64_t id;
    tie_str key; /* the same whenever it is told */
    tie_str finding, kind, severity, code, message, figures, today;
    int64_t run;
} tie_notice;
typedef TIE_VEC(tie_notice) tie_notices;

/* What: at most `most` of a job and channel, the oldest first. Owns: arena. */
tie_code tie_store_unsent(tie_store *store, tie_arena *arena, tie_str job, const char *channel,
                          size_t most, tie_notices *out, tie_err *err);
tie_code tie_store_sent(tie_store *store, const tie_notices *notices, tie_err *err);
/* What: the newest `most` events of a job from that severity on, newest first. Owns: arena. */
tie_code tie_store_events(tie_store *store, tie_arena *arena, tie_str job, tie_severity least,
                          size_t most, tie_notices *out, tie_err *err);

/* ---- Questions ---- */

/* Rows of a table of text, NULL as an empty string without a pointer. */
typedef struct tie_table_rows {
    tie_strs columns;
    TIE_VEC(tie_strs) rows;
    bool cut; /* there are more */
} tie_table_rows;

/* What: the answer to one SELECT that a user wrote: nothing but reading is let through, and at most
 * `most` rows and some seconds of work. Owns: arena. Fails: TIE_EUSAGE. */
tie_code tie_store_select(tie_store *store, tie_arena *arena, tie_str sql, size_t most,
                          tie_table_rows *out, tie_err *err);
/* What: the answer to one of our own questions (statements.def) over the arguments. */
typedef enum tie_question {
    TIE_ASK_RUNS,    /* job or empty */
    TIE_ASK_FINDING, /* fingerprint, its first digits, or with "/1": id, ... */
    TIE_ASK_HISTORY, /* id of a finding */
    TIE_ASK_FIGURES, /* id of a finding */
    TIE_ASK_DIFF     /* two runs of one job: each finding whose state differs */
} tie_question;
tie_code tie_store_ask(tie_store *store, tie_arena *arena, tie_question question, tie_strs args,
                       tie_table_rows *out, tie_err *err);

/* ---- Care ---- */

/* What: faults of the file as SQLite and our own rules see them; none: all is well. */
tie_code tie_store_check(tie_store *store, tie_arena *arena, tie_strs *out, tie_err *err);
tie_code tie_store_vacuum(tie_store *store, tie_err *err);
/* What: forgets runs but the last `keep` of each job, and versions of documents, texts and events
 * between; of each finding the first and the last run and event stay. */
tie_code tie_store_prune(tie_store *store, uint64_t keep, uint64_t *removed, tie_err *err);
/* What: every row of every table as NDJSON to sink. */
typedef bool tie_store_sink(void *user, tie_str line);
tie_code tie_store_export(tie_store *store, tie_arena *arena, tie_store_sink *sink, void *user,
                          tie_err *err);

#endif
