/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still to be told, and what was told last. */
#include "store/db.h"

#include "base/err.h"

static void read_notices(tie_store *store, tie_arena *arena, sqlite3_stmt *s, tie_notices *out) {
    while (tie__step(store, s)) {
        tie_notice n = {.id = tie__column_int(s, 0), .run = tie__column_int(s, 9)};
        tie_str *const strings[] = {&n.key,  &n.finding, &n.kind,    &n.severity,
                                    &n.code, &n.message, &n.figures, &n.today};
        for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
            *strings[i] = tie_arena_str(arena, tie__column(s, (int)i + 1));
        *TIE_PUSH(arena, out) = n;
    }
    sqlite3_reset(s);
}

tie_code tie_store_unsent(tie_store *store, tie_arena *arena, tie_str job, const char *channel,
                          size_t most, tie_notices *out, tie_err *err) {
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_NOTICES);
    tie__bind_text(s, 1, job);
    tie__bind_text(s, 2, tie_str_c(channel));
    tie__bind_int(s, 3, (int64_t)most);
    *out = (tie_notices){0};
    read_notices(store, arena, s, out);
    return tie__store_result(store, err);
}

tie_code tie_store_sent(tie_store *store, const tie_notices *notices, tie_err *err) {
    tie__exec(store, "BEGIN IMMEDIATE");
    for (size_t i = 0; i < notices->count; i++) {
        sqlite3_stmt *s = tie__sql(store, TIE_SQL_NOTICE_SENT);
        tie__bind_int(s, 1, notices->items[i].id);
        tie__do(store, s);
    }
    tie__exec(store, "COMMIT");
    return tie__store_result(store, err);
}

tie_code tie_store_events(tie_store *store, tie_arena *arena, tie_str job, tie_severity least,
                          size_t most, tie_notices *out, tie_err *err) {
    tie_buf levels = tie_buf_new(arena);
    for (int level = least; tie_severity_name((tie_severity)level); level++)
        tie_buf_printf(&levels, "%s ", tie_severity_name((tie_severity)level));
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_EVENTS);
    tie__bind_text(s, 1, job);
    tie__bind_text(s, 2, tie_buf_str(&levels));
    tie__bind_int(s, 3, (int64_t)most);
    *out = (tie_notices){0};
    read_notices(store, arena, s, out);
    return tie__store_result(store, err);
}
