/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"

#include "base/date.h"
#include "base/dec.h"
#include "base/err.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

static const char *const TEXTS[] = {
#define TIE_SQL(id, text) text,
#include "store/statements.def"
};

void tie__store_fail(tie_store *store, tie_code code, const char *format, ...) {
    char message[sizeof store->err.message];
    va_list args;
    if (store->failed)
        return;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    store->failed = true;
    tie_fail_file(&store->err, code, tie_str_c(store->path), "%s", message);
}

tie_code tie__store_result(const tie_store *store, tie_err *err) {
    if (!store->failed)
        return TIE_OK;
    if (err && !err->code)
        *err = store->err;
    return store->err.code;
}

static void note(tie_store *store, int rc) {
    int reason = rc & 0xFF;
    store->damaged |= reason == SQLITE_CORRUPT || reason == SQLITE_NOTADB;
    if (reason == SQLITE_NOMEM)
        tie__store_fail(store, TIE_EMEM, "out of memory");
    else if (store->damaged)
        tie__store_fail(store, TIE_EIO, "damaged: %s", sqlite3_errmsg(store->db));
    else
        tie__store_fail(store, TIE_EIO, "%s", sqlite3_errmsg(store->db));
}

sqlite3_stmt *tie__sql(tie_store *store, tie_sql id) {
    sqlite3_stmt **s = &store->statements[id];
    if (store->failed)
        return NULL;
    if (!*s) {
        int rc = sqlite3_prepare_v3(store->db, TEXTS[id], -1, SQLITE_PREPARE_PERSISTENT, s, NULL);
        if (rc != SQLITE_OK)
            note(store, rc);
        return *s;
    }
    sqlite3_reset(*s);
    sqlite3_clear_bindings(*s);
    return *s;
}

void tie__bind_int(sqlite3_stmt *s, int at, int64_t value) { sqlite3_bind_int64(s, at, value); }

/* Values live until the statement has run: SQLite need not copy them. */
void tie__bind_text(sqlite3_stmt *s, int at, tie_str value) {
    sqlite3_bind_text64(s, at, value.len ? value.ptr : "", value.len, SQLITE_STATIC, SQLITE_UTF8);
}

void tie__bind_str(sqlite3_stmt *s, int at, tie_str value) {
    if (value.len)
        tie__bind_text(s, at, value);
}

void tie__bind_bytes(sqlite3_stmt *s, int at, tie_str bytes) {
    sqlite3_bind_blob64(s, at, bytes.len ? bytes.ptr : "", bytes.len, SQLITE_STATIC);
}

void tie__bind_hash(sqlite3_stmt *s, int at, uint64_t hash) {
    char digits[17];
    snprintf(digits, sizeof digits, "%016" PRIx64, hash);
    sqlite3_bind_text(s, at, digits, 16, SQLITE_TRANSIENT);
}

bool tie__step(tie_store *store, sqlite3_stmt *s) {
    if (store->failed)
        return false;
    int rc = sqlite3_step(s);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        note(store, rc);
    return rc == SQLITE_ROW;
}

bool tie__walk(tie_store *store, tie_sql rows_from, int64_t key) {
    sqlite3_stmt *s = store->statements[rows_from];
    if (s && sqlite3_stmt_busy(s) && tie__step(store, s) && tie__column_int(s, 0) == key)
        return true;
    s = tie__sql(store, rows_from);
    tie__bind_int(s, 1, key);
    return tie__step(store, s) && tie__column_int(s, 0) == key;
}

void tie__do(tie_store *store, sqlite3_stmt *s) {
    tie__step(store, s);
    sqlite3_reset(s);
}

tie_str tie__column(sqlite3_stmt *s, int at) {
    const char *bytes = sqlite3_column_blob(s, at);
    return (tie_str){bytes, bytes ? (size_t)sqlite3_column_bytes(s, at) : 0};
}

int64_t tie__column_int(sqlite3_stmt *s, int at) { return sqlite3_column_int64(s, at); }

uint64_t tie__column_hash(sqlite3_stmt *s, int at) {
    tie_str digits = tie__column(s, at);
    uint64_t hash = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        hash = hash << 4 | (uint64_t)(c >= 'a' ? c - 'a' + 10 : c - '0');
    }
    return hash;
}

void tie__exec(tie_store *store, const char *sql) {
    if (store->failed)
        return;
    int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        note(store, rc);
}

tie_str tie__period_words(tie_arena *arena, tie_period period) {
    tie_buf buf = tie_buf_new(arena);
    if (period.known)
        tie_period_render(&buf, period);
    return tie_buf_str(&buf);
}

tie_str tie__dec_words(tie_arena *arena, tie_dec d, bool absent) {
    tie_buf buf = tie_buf_new(arena);
    if (!absent)
        tie_dec_render(&buf, d);
    return tie_buf_str(&buf);
}
