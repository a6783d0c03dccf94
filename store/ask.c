/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions. Ours are statements with bound values; those of a user are one SELECT each, behind an
 * authorizer that lets nothing through but reading, with a bound on their work. */
#include "store/db.h"

#include "base/err.h"

enum { VALUE_BYTES = 256 << 20 }; /* the longest string that SQL may make */
enum { STEPS_A_CALL = 1000000, CALLS_MOST = 300 };

static tie_strs columns_of(tie_arena *arena, sqlite3_stmt *s) {
    int count = sqlite3_column_count(s);
    tie_str *names = TIE_NEW(arena, tie_str, (size_t)count);
    for (int i = 0; i < count; i++)
        names[i] = tie_arena_str(arena, tie_str_c(sqlite3_column_name(s, i)));
    return (tie_strs){names, (size_t)count};
}

static tie_strs row_of(tie_arena *arena, sqlite3_stmt *s, size_t count) {
    tie_str *values = TIE_NEW(arena, tie_str, count);
    for (size_t i = 0; i < count; i++) {
        const char *bytes = (const char *)sqlite3_column_text(s, (int)i);
        if (bytes)
            values[i] =
                tie_arena_str(arena, (tie_str){bytes, (size_t)sqlite3_column_bytes(s, (int)i)});
        if (bytes && !values[i].len)
            values[i] = TIE_STR("");
    }
    return (tie_strs){values, count};
}

/* Returns SQLite's last code. */
static int read_rows(tie_arena *arena, sqlite3_stmt *s, size_t most, tie_table_rows *out) {
    int rc;
    out->columns = columns_of(arena, s);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        if (out->rows.count == most) {
            out->cut = true;
            return SQLITE_DONE;
        }
        *TIE_PUSH(arena, &out->rows) = row_of(arena, s, out->columns.count);
    }
    return rc;
}

/* ---- A user's ---- */

/* data_version: full text asks for it whenever it is searched. */
static int authorize(void *user, int action, const char *a, const char *b, const char *database,
                     const char *by) {
    (void)user;
    (void)database;
    (void)by;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return b && sqlite3_stricmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
        return a && sqlite3_stricmp(a, "data_version") == 0 && !b ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

static int tick(void *user) {
    int *calls = user;
    return ++*calls > CALLS_MOST;
}

static bool blank(const char *sql) {
    while (*sql && (tie_ascii_space(*sql) || *sql == ';'))
        sql++;
    return !*sql;
}

static tie_code refuse(tie_store *store, int rc, int calls, tie_err *err) {
    if (calls > CALLS_MOST)
        return tie_fail(err, TIE_EUSAGE, "the question takes too long");
    if ((rc & 0xFF) == SQLITE_AUTH)
        return tie_fail(err, TIE_EUSAGE, "only SELECT is let through: %s",
                        sqlite3_errmsg(store->db));
    return tie_fail(err, TIE_EUSAGE, "%s", sqlite3_errmsg(store->db));
}

static tie_code select_rows(tie_store *store, tie_arena *arena, const char *sql, size_t most,
                            const int *calls, tie_table_rows *out, tie_err *err) {
    const char *tail = NULL;
    sqlite3_stmt *s = NULL;
    tie_table_rows rows = {0};
    int rc = sqlite3_prepare_v2(store->db, sql, -1, &s, &tail);
    store->asked = s; /* where the store's owner finds it, should memory run out */
    tie_code code = rc != SQLITE_OK ? refuse(store, rc, *calls, err) : TIE_OK;
    if (!code && !s)
        code = tie_fail(err, TIE_EUSAGE, "no question");
    else if (!code && !blank(tail))
        code = tie_fail(err, TIE_EUSAGE, "one SELECT, please");
    else if (!code && !sqlite3_stmt_readonly(s))
        code = tie_fail(err, TIE_EUSAGE, "only SELECT is let through");
    if (!code && (rc = read_rows(arena, s, most, &rows)) != SQLITE_DONE)
        code = refuse(store, rc, *calls, err);
    sqlite3_finalize(s);
    store->asked = NULL;
    if (!code)
        *out = rows;
    return code;
}

tie_code tie_store_select(tie_store *store, tie_arena *arena, tie_str sql, size_t most,
                          tie_table_rows *out, tie_err *err) {
    int calls = 0;
    if (memchr(sql.ptr ? sql.ptr : "", 0, sql.len))
        return tie_fail(err, TIE_EUSAGE, "a NUL in the question");
    tie__exec(store, "SELECT 1 FROM search LIMIT 0"); /* full text sets itself up unwatched */
    sqlite3_set_authorizer(store->db, authorize, NULL);
    sqlite3_progress_handler(store->db, STEPS_A_CALL, tick, &calls);
    int usual = sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, VALUE_BYTES);
    tie_code code = select_rows(store, arena, tie_arena_printf(arena, "%.*s", TIE_FMT(sql)).ptr,
                                most, &calls, out, err);
    sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, usual);
    sqlite3_progress_handler(store->db, 0, NULL, NULL);
    sqlite3_set_authorizer(store->db, NULL, NULL);
    return code;
}

/* ---- Ours ---- */

tie_code tie_store_ask(tie_store *store, tie_arena *arena, tie_question question, tie_strs args,
                       tie_table_rows *out, tie_err *err) {
    static const tie_sql SQL[] = {[TIE_ASK_RUNS] = TIE_SQL_ASK_RUNS,
                                  [TIE_ASK_FINDING] = TIE_SQL_ASK_FINDING,
                                  [TIE_ASK_HISTORY] = TIE_SQL_ASK_HISTORY,
                                  [TIE_ASK_FIGURES] = TIE_SQL_ASK_FIGURES,
                                  [TIE_ASK_DIFF] = TIE_SQL_ASK_DIFF};
    tie_table_rows rows = {0};
    sqlite3_stmt *s = tie__sql(store, SQL[question]);
    for (size_t i = 0; i < args.count; i++)
        tie__bind_str(s, (int)i + 1, args.items[i]);
    if (s && read_rows(arena, s, SIZE_MAX, &rows) != SQLITE_DONE)
        tie__store_fail(store, TIE_EIO, "%s", sqlite3_errmsg(store->db));
    sqlite3_reset(s);
    if (!store->failed)
        *out = rows;
    return tie__store_result(store, err);
}
