/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database whose file was damaged. What people cannot get back by reading the documents again,
 * the findings with their history and what was told of them, is taken out of it row by row, around
 * the pages that cannot be read; texts, claims and memos come from the documents. The damaged file
 * is kept aside.
 *
 * Looking at every page takes longer than a run, so it is done only where the file is not as this
 * program left it: its size and times stand in the lock file. */
#include "store/db.h"

#include "base/err.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- The stamp ---- */

/* The lock file: the stamp, a line and NULs, then the number of the last run. */
enum {
    STAMP_BYTES = 128,
    RUN_BYTES = 24,
    DAMAGED = '?' /* the first byte, where SQLite has said so */
};

static bool stamp_of(const tie_store *store, char out[STAMP_BYTES]) {
    struct stat st;
    memset(out, 0, STAMP_BYTES);
    if (stat(store->path, &st) != 0)
        return false;
    snprintf(out, STAMP_BYTES, "%" PRIu64 " %" PRId64 " %" PRId64 ".%09ld %" PRId64 ".%09ld\n",
             (uint64_t)st.st_ino, (int64_t)st.st_size, (int64_t)st.st_mtim.tv_sec,
             st.st_mtim.tv_nsec, (int64_t)st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
    return true;
}

void tie__store_stamp(tie_store *store) {
    char now[STAMP_BYTES];
    if (store->lock < 0 || !stamp_of(store, now))
        return;
    if (store->damaged)
        now[0] = DAMAGED;
    if (pwrite(store->lock, now, STAMP_BYTES, 0) != STAMP_BYTES)
        return; /* that only costs a look */
}

/* Numbers of runs are never given twice, were all rows of runs lost. */
void tie__store_note_run(const tie_store *store) {
    char line[RUN_BYTES + 1];
    snprintf(line, sizeof line, "run %019" PRId64 "\n", store->run_id);
    if (pwrite(store->lock, line, RUN_BYTES, STAMP_BYTES) != RUN_BYTES)
        return;
}

static int64_t noted_run(const tie_store *store) {
    char line[RUN_BYTES + 1] = {0};
    bool noted = pread(store->lock, line, RUN_BYTES, STAMP_BYTES) == RUN_BYTES;
    return noted ? strtoll(line + strlen("run "), NULL, 10) : 0;
}

bool tie__store_as_left(const tie_store *store) {
    char now[STAMP_BYTES], then[STAMP_BYTES] = {0};
    return stamp_of(store, now) && pread(store->lock, then, STAMP_BYTES, 0) == STAMP_BYTES &&
           memcmp(now, then, STAMP_BYTES) == 0;
}

bool tie__store_stamped(const tie_store *store) {
    char then;
    return pread(store->lock, &then, 1, 0) == 1;
}

/* ---- Damage ---- */

/* Full text checks itself against the texts. */
static bool search_damaged(tie_store *store) {
    int rc = sqlite3_exec(store->db, "INSERT INTO search (search) VALUES ('integrity-check')", NULL,
                          NULL, NULL);
    return (rc & 0xFF) == SQLITE_CORRUPT;
}

bool tie__store_damaged(tie_store *store) {
    sqlite3_stmt *s = NULL;
    char stamp = 0;
    if (pread(store->lock, &stamp, 1, 0) == 1 && stamp == DAMAGED)
        return true;
    bool good =
        sqlite3_prepare_v2(store->db, "PRAGMA integrity_check(1)", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW && tie_str_eq(tie__column(s, 0), TIE_STR("ok"));
    int rc = sqlite3_finalize(s) & 0xFF;
    return rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB || (rc == SQLITE_OK && !good) ||
           search_damaged(store);
}

/* ---- Rows ---- */

/* Tables by the column that orders them. */
static const struct table {
    const char *name, *key;
} TABLES[] = {{"job", "id"},     {"run", "id"},
              {"finding", "id"}, {"finding_claim", "finding_id"},
              {"event", "id"},   {"notification", "id"}};

static sqlite3_stmt *prepare(sqlite3 *db, const char *format, const struct table *t,
                             const char *rest) {
    sqlite3_stmt *s = NULL;
    char *sql = sqlite3_mprintf(format, t->name, t->key, rest);
    if (sql)
        sqlite3_prepare_v2(db, sql, -1, &s, NULL);
    sqlite3_free(sql);
    return s;
}

static void copy_row(sqlite3_stmt *from, sqlite3_stmt *to) {
    sqlite3_reset(to);
    for (int i = 0; i < sqlite3_column_count(from); i++)
        sqlite3_bind_value(to, i + 1, sqlite3_column_value(from, i));
    sqlite3_step(to); /* a row that breaks a rule is left out */
}

/* INSERT OR IGNORE INTO name VALUES (?, ?, ...) */
static sqlite3_stmt *inserter(sqlite3 *to, const struct table *t, int columns) {
    sqlite3_str *marks = sqlite3_str_new(to);
    for (int i = 0; i < columns; i++)
        sqlite3_str_appendall(marks, i ? ",?" : "?");
    char *list = sqlite3_str_finish(marks);
    sqlite3_stmt *s =
        list ? prepare(to, "INSERT OR IGNORE INTO \"%w\" /* by %s */ VALUES (%s)", t, list) : NULL;
    sqlite3_free(list);
    return s;
}

/* Behind an error the walk begins again farther on, each time by twice as much. */
static void copy_table(sqlite3 *from, sqlite3 *to, const struct table *t) {
    sqlite3_stmt *rows = prepare(from, "SELECT * FROM \"%w\" WHERE %s > ?1 ORDER BY 1%s", t, "");
    sqlite3_stmt *insert = rows ? inserter(to, t, sqlite3_column_count(rows)) : NULL;
    int64_t last = 0, step = 1;
    while (insert && step < INT64_MAX / 4 && last < INT64_MAX / 4) {
        sqlite3_reset(rows);
        sqlite3_bind_int64(rows, 1, last);
        int rc;
        while ((rc = sqlite3_step(rows)) == SQLITE_ROW) {
            copy_row(rows, insert);
            last = sqlite3_column_int64(rows, 0);
            step = 1;
        }
        if (rc == SQLITE_DONE)
            break;
        last += step;
        step *= 2;
    }
    sqlite3_finalize(rows);
    sqlite3_finalize(insert);
}

/* Rows that refer to lost ones: a lost run leaves its number, a lost finding nothing. */
static const char MEND[] =
    "DELETE FROM event WHERE finding_id NOT IN (SELECT id FROM finding);"
    "DELETE FROM notification WHERE event_id NOT IN (SELECT id FROM event);"
    "DELETE FROM finding_claim WHERE finding_id NOT IN (SELECT id FROM finding);"
    "INSERT OR IGNORE INTO job (id, name) SELECT DISTINCT job_id, 'lost ' || job_id FROM finding;"
    "INSERT OR IGNORE INTO job (id, name) SELECT DISTINCT job_id, 'lost ' || job_id FROM run;"
    "INSERT OR IGNORE INTO run SELECT DISTINCT f.first_run, f.job_id, '', 0, '', '', 0, 0, 0, 0, "
    "0, 0, 0, 0, 0, 0, 0, 0 "
    "FROM finding f;"
    "INSERT OR IGNORE INTO run SELECT DISTINCT e.run_id, f.job_id, '', 0, '', '', 0, 0, 0, 0, 0, "
    "0, 0, 0, 0, 0, 0, 0 "
    "FROM event e JOIN finding f ON f.id = e.finding_id;"
    "INSERT INTO event (run_id, finding_id, number, kind, severity, evidence, message) "
    "SELECT first_run, id, events, 'new', severity, evidence, message FROM finding f "
    "WHERE NOT EXISTS (SELECT 1 FROM event WHERE finding_id = f.id)";

/* The next run gets a number behind all that were given. */
static void skip_runs(tie_store *store) {
    char *sql = sqlite3_mprintf("DELETE FROM sqlite_sequence WHERE name = 'run';"
                                "INSERT INTO sqlite_sequence (name, seq) "
                                "SELECT 'run', max(%lld, coalesce((SELECT max(id) FROM run), 0))",
                                (long long)noted_run(store));
    if (sql)
        tie__exec(store, sql);
    sqlite3_free(sql);
}

static bool has_runs(tie_store *store) {
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_RUN_ANY);
    bool any = tie__step(store, s);
    sqlite3_reset(s);
    return any;
}

static void set_aside(const char *path, const char *end, const char *to) {
    char *from = sqlite3_mprintf("%s%s", path, end), *kept = sqlite3_mprintf("%s%s", to, end);
    if (from && kept)
        rename(from, kept);
    sqlite3_free(from);
    sqlite3_free(kept);
}

/* The database as it is without the damaged file, open to be written. */
static tie_code reopen(tie_store *store, tie_err *err) {
    tie_store *fresh = NULL;
    tie_code code = tie_store_open(tie_str_c(store->path), TIE_STORE_WRITE, &fresh, err);
    if (code)
        return code;
    store->db = fresh->db;
    fresh->db = NULL;
    tie_store_close(fresh);
    return TIE_OK;
}

/* PATH.damaged, or with a number behind it where that is there. Owns: sqlite3_free. */
static char *free_name(const char *path) {
    enum { MOST = 1000 };
    char *name = sqlite3_mprintf("%s.damaged", path);
    for (int n = 2; name && n < MOST && access(name, F_OK) == 0; n++) {
        sqlite3_free(name);
        name = sqlite3_mprintf("%s.damaged-%d", path, n);
    }
    return name;
}

tie_code tie__store_salvage(tie_store *store, tie_err *err) {
    char *kept = free_name(store->path);
    sqlite3 *old = NULL;
    for (size_t i = 0; i < TIE_SQL_COUNT; i++) {
        sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
    sqlite3_close(store->db);
    store->db = NULL;
    store->failed = store->damaged = false;
    store->err = (tie_err){0};
    set_aside(store->path, "-wal", kept);
    set_aside(store->path, "-shm", kept);
    set_aside(store->path, "", kept);
    tie_code code = reopen(store, err);
    if (!code) {
        bool open = sqlite3_open_v2(kept, &old, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK;
        tie__exec(store, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
        for (size_t i = 0; open && i < sizeof TABLES / sizeof *TABLES; i++)
            copy_table(old, store->db, &TABLES[i]);
        tie__exec(store, MEND);
        skip_runs(store);
        tie__exec(store, "COMMIT; PRAGMA foreign_keys = ON");
        code = tie__store_result(store, err);
    }
    sqlite3_close(old);
    sqlite3_free(kept);
    store->salvaged = !code;
    store->lost = !code && !has_runs(store);
    return code;
}
