/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection and its statements: all SQL of ours stands in statements.def and is prepared once.
 * Errors stick in the store; a statement of a store that has failed does nothing. */
#ifndef TIE_STORE_DB_H
#define TIE_STORE_DB_H

#include "analyze/run.h"
#include "base/io.h"
#include "extract/memo.h"
#include "store/store.h"

#include <sqlite3.h>

typedef enum tie_sql {
#define TIE_SQL(id, text) TIE_SQL_##id,
#include "store/statements.def"
    TIE_SQL_COUNT
} tie_sql;

/* A file as the last run of the job left it. */
typedef struct tie_known_input {
    int64_t id;
    tie_str path;
    tie_io_state state;
    bool read;
    uint64_t context, content; /* what it was read by, and hash of its bytes */
} tie_known_input;

/* A file of the run under way; its index is its tag. */
typedef struct tie_seen_input {
    int64_t id;
    uint64_t context;
    tie_str path, root;
    tie_io_state state; /* before it is read: what is written later has other times */
    bool recallable;    /* its memo is of this program, these packs and facts */
    bool lost;          /* it could not be read, and nothing stands in for it */
} tie_seen_input;

typedef TIE_VEC(int64_t) tie_versions;

/* A document that the run under way has read. */
typedef struct tie_learned {
    uint64_t key;
    uint64_t same; /* so many bytes of its text, from the start, are as they were */
} tie_learned;

struct tie_store {
    sqlite3 *db;
    char *path;
    int lock; /* descriptor; -1: not locked */
    bool failed;
    bool salvaged; /* from a damaged file */
    bool lost;     /* nothing of it could be read */
    bool damaged;  /* as SQLite has found */
    tie_err err;   /* the first one */
    sqlite3_stmt *statements[TIE_SQL_COUNT];
    sqlite3_stmt *asked; /* one that is not kept, while it runs */

    /* The run under way. */
    const tie_store_job *job;
    int64_t job_id, run_id, last_run_id; /* of the last completed run; 0: none */
    int64_t started_ns, last_started_ns;
    uint64_t context;
    uint64_t read, changed, unread;
    TIE_VEC(tie_known_input) known;
    tie_map paths; /* of those, to their indexes */
    TIE_VEC(tie_seen_input) seen;
    tie_versions fresh, stale;    /* piles: of documents that this run brought, and closed */
    TIE_VEC(tie_learned) learned; /* a pile */
    tie_memory memory;
    const tie_corpus *corpus; /* while it is analyzed */
    tie_arena arena;          /* of the run */
    jmp_buf guard;
};

/* The statement, reset and without values. */
sqlite3_stmt *tie__sql(tie_store *store, tie_sql id);
/* Values, from 1. An empty string is NULL. */
void tie__bind_int(sqlite3_stmt *s, int at, int64_t value);
void tie__bind_str(sqlite3_stmt *s, int at, tie_str value);
void tie__bind_text(sqlite3_stmt *s, int at, tie_str value); /* an empty one stays a string */
void tie__bind_hash(sqlite3_stmt *s, int at, uint64_t hash); /* as 16 hexadecimal digits */
void tie__bind_bytes(sqlite3_stmt *s, int at, tie_str bytes);
/* True when there is a row; its strings are valid until the next step. */
bool tie__step(tie_store *store, sqlite3_stmt *s);
/* Runs a statement that yields no row. */
void tie__do(tie_store *store, sqlite3_stmt *s);
/* A statement over the rows from a key on, by the key, its first column: true when there is a row
 * of that key, its current one. Keys that are asked for in the order of the rows are the next row
 * and need not be looked up. Reset it behind the last. */
bool tie__walk(tie_store *store, tie_sql rows_from, int64_t key);
tie_str tie__column(sqlite3_stmt *s, int at); /* bytes of text or blob, from 0 */
int64_t tie__column_int(sqlite3_stmt *s, int at);
uint64_t tie__column_hash(sqlite3_stmt *s, int at);
void tie__exec(tie_store *store, const char *sql);

/* As they are stored; empty when not known, or absent. */
tie_str tie__period_words(tie_arena *arena, tie_period period);
tie_str tie__dec_words(tie_arena *arena, tie_dec d, bool absent);

/* Notes SQLite's last error, or what is given. */
void tie__store_fail(tie_store *store, tie_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The error that sticks, for the caller. */
tie_code tie__store_result(const tie_store *store, tie_err *err);

/* schema.c: brings an open database to the version of this program. */
void tie__schema_migrate(tie_store *store);
/* Refuses what is no database of ours, or a newer one; true when it is older. */
bool tie__schema_check(tie_store *store, bool may_be_new);

/* A document of a job. */
static inline uint64_t tie__document_key(tie_str path, tie_str segment) {
    return tie_hash_mix(tie_hash(path), tie_hash(segment));
}

/* learn.c: what the corpus asks and tells. */
tie_memory tie__store_memory(tie_store *store);
/* Ends the walk over memos: nothing more is recalled in this run. */
void tie__store_recalled(tie_store *store);
/* Full text of what was learned and closed, all at once: SQLite has its index written out before
 * each statement that may fail. */
void tie__store_search(tie_store *store);
/* Forgets inputs and closes documents that were not seen in this run. */
void tie__store_sweep(tie_store *store);

/* salvage.c: the file as the last run left it, as far as the lock file tells; the lock is held. */
void tie__store_stamp(tie_store *store);
void tie__store_note_run(const tie_store *store);
bool tie__store_as_left(const tie_store *store);
bool tie__store_stamped(const tie_store *store); /* by some earlier run */
/* Looks at every page. */
bool tie__store_damaged(tie_store *store);
/* What: puts the damaged file aside as PATH.damaged and begins anew with what can be read of
 * findings, their history and notifications. Fails: TIE_EIO. */
tie_code tie__store_salvage(tie_store *store, tie_err *err);

/* briefs.c: documents are keyed by their file's row and by which of its documents they are. */
enum { TIE_BRIEF_PART_BITS = 24 };
static inline int64_t tie__brief_id(int64_t input, uint32_t part) {
    return input << TIE_BRIEF_PART_BITS | part;
}
tie_brief_memory tie__store_briefs(tie_store *store);
/* The bytes of a row are what was put. */
bool tie__brief_intact(tie_str bytes);

/* series.c */
void tie__store_series(tie_store *store, const tie_run *run);

#endif
