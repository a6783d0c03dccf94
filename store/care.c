/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Care of the file: faults, space, what old runs left, everything as text. */
#include "store/db.h"

#include "base/err.h"

/* ---- Check ---- */

/* What must yield no row, and what a row means. */
static const struct rule {
    const char *sql, *fault;
} RULES[] = {
    {"SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1",
     "a row refers to one that is not there"},
    {"SELECT id FROM document d WHERE last_run IS NULL AND (SELECT count(*) FROM version v WHERE "
     "v.document_id = d.id AND v.last_run IS NULL) <> 1 LIMIT 1",
     "a document that is there has not one version"},
    {"SELECT id FROM finding WHERE (state = 'open') <> (last_run IS NULL) LIMIT 1",
     "a finding is both open and closed"},
    {"SELECT id FROM finding f WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.finding_id = f.id) "
     "LIMIT 1",
     "a finding has no history"},
    {"SELECT id FROM input i WHERE context NOT IN ('', '0000000000000000') AND NOT EXISTS (SELECT "
     "1 "
     "FROM memo_head h JOIN memo_body b ON b.input_id = h.input_id WHERE h.input_id = i.id) LIMIT "
     "1",
     "a file that was read left no memo"},
    {"SELECT id FROM brief WHERE id >> 24 NOT IN (SELECT id FROM input) LIMIT 1",
     "what is known of a document belongs to no file"},
};

typedef TIE_VEC(tie_str) faults;

static sqlite3_stmt *prepare(tie_store *store, const char *sql) {
    sqlite3_stmt *s = NULL;
    if (!store->failed && sqlite3_prepare_v2(store->db, sql, -1, &s, NULL) != SQLITE_OK)
        tie__store_fail(store, TIE_EIO, "%s", sqlite3_errmsg(store->db));
    store->asked = s;
    return s;
}

static void finish(tie_store *store, sqlite3_stmt *s) {
    sqlite3_finalize(s);
    store->asked = NULL;
}

/* The rows of a check that says "ok" where there is nothing to say. */
static void add_rows(tie_store *store, tie_arena *arena, const char *sql, const char *fault,
                     faults *found) {
    sqlite3_stmt *s = prepare(store, sql);
    while (tie__step(store, s)) {
        tie_str row = tie__column(s, 0);
        if (fault || !tie_str_eq(row, TIE_STR("ok")))
            *TIE_PUSH(arena, found) = fault ? tie_str_c(fault) : tie_arena_str(arena, row);
    }
    finish(store, s);
}

static void check_memos(tie_store *store, tie_arena *arena, faults *found) {
    sqlite3_stmt *s =
        prepare(store, "SELECT h.bytes, b.bytes, i.path FROM memo_head h JOIN memo_body b ON "
                       "b.input_id = h.input_id JOIN input i ON i.id = h.input_id");
    while (tie__step(store, s))
        if (!tie_memo_intact((tie_memo){tie__column(s, 0), tie__column(s, 1)}))
            *TIE_PUSH(arena, found) = tie_arena_printf(
                arena, "the memo of %.*s is damaged: the next run reads the file again",
                TIE_FMT(tie__column(s, 2)));
    finish(store, s);
}

static void check_parts(tie_store *store, tie_arena *arena, faults *found) {
    bool damaged = false;
    sqlite3_stmt *s = prepare(store, "SELECT name, bytes FROM repeat_part");
    while (tie__step(store, s))
        damaged |= !tie_repeat_part_intact(tie__column(s, 0), tie__column(s, 1));
    finish(store, s);
    if (damaged)
        *TIE_PUSH(arena, found) =
            TIE_STR("what is known of repeated passages is damaged: the next run "
                    "looks for all of them again");
}

static void check_briefs(tie_store *store, tie_arena *arena, faults *found) {
    sqlite3_stmt *s =
        prepare(store, "SELECT b.bytes, i.path FROM brief b JOIN input i ON i.id = b.id >> 24");
    while (tie__step(store, s))
        if (!tie__brief_intact(tie__column(s, 0)))
            *TIE_PUSH(arena, found) = tie_arena_printf(
                arena,
                "what is known of a document of %.*s is damaged: the next run compares it "
                "anew",
                TIE_FMT(tie__column(s, 1)));
    finish(store, s);
}

tie_code tie_store_check(tie_store *store, tie_arena *arena, tie_strs *out, tie_err *err) {
    faults found = {0};
    add_rows(store, arena, "PRAGMA integrity_check", NULL, &found);
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++)
        add_rows(store, arena, RULES[i].sql, RULES[i].fault, &found);
    check_memos(store, arena, &found);
    check_parts(store, arena, &found);
    check_briefs(store, arena, &found);
    *out = (tie_strs){found.items, found.count};
    return tie__store_result(store, err);
}

/* ---- Space ---- */

tie_code tie_store_vacuum(tie_store *store, tie_err *err) {
    tie__exec(store, "INSERT INTO search (search) VALUES ('optimize')");
    tie__exec(store, "VACUUM");
    tie__exec(store, "PRAGMA wal_checkpoint(TRUNCATE)");
    return tie__store_result(store, err);
}

/* In this order, over the runs up to `past`(run_id, job_id): what is superseded goes; of findings
 * and documents the rows stay, with the first and the last run that saw them. */
static const char *const PRUNE[] = {
    "CREATE TEMP TABLE stale AS SELECT v.id, v.text_id FROM version v JOIN document d ON d.id = "
    "v.document_id "
    "JOIN past p ON p.job_id = d.job_id WHERE v.last_run <= p.run_id",
    "DELETE FROM claim WHERE version_id IN (SELECT id FROM stale)",
    "DELETE FROM version WHERE id IN (SELECT id FROM stale)",
    "DELETE FROM text WHERE id NOT IN (SELECT text_id FROM version WHERE text_id IS NOT NULL) "
    "AND id NOT IN (SELECT text_id FROM input WHERE text_id IS NOT NULL)",
    "CREATE TEMP TABLE old AS SELECT e.id FROM event e JOIN finding f ON f.id = e.finding_id "
    "JOIN past p ON p.job_id = f.job_id WHERE e.run_id <= p.run_id "
    "AND e.id <> (SELECT min(id) FROM event WHERE finding_id = f.id) "
    "AND e.id <> (SELECT max(id) FROM event WHERE finding_id = f.id) "
    "AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.event_id = e.id AND n.sent = 0)",
    "DELETE FROM notification WHERE event_id IN (SELECT id FROM old)",
    "DELETE FROM event WHERE id IN (SELECT id FROM old)",
    "DELETE FROM run WHERE id IN (SELECT r.id FROM run r JOIN past p ON p.job_id = r.job_id WHERE "
    "r.id <= p.run_id) "
    "AND id NOT IN (SELECT first_run FROM finding) AND id NOT IN (SELECT last_run FROM finding "
    "WHERE last_run IS NOT NULL) "
    "AND id NOT IN (SELECT first_run FROM document) AND id NOT IN (SELECT first_run FROM version) "
    "AND id NOT IN (SELECT last_run FROM document WHERE last_run IS NOT NULL) "
    "AND id NOT IN (SELECT last_run FROM version WHERE last_run IS NOT NULL) "
    "AND id NOT IN (SELECT run_id FROM event)",
    "DROP TABLE stale",
    "DROP TABLE old",
    "DROP TABLE past",
};

static void find_past(tie_store *store, uint64_t keep) {
    tie__exec(store, "CREATE TEMP TABLE past (job_id INTEGER, run_id INTEGER)");
    sqlite3_stmt *s = prepare(
        store,
        "INSERT INTO past SELECT job_id, max(id) FROM (SELECT id, job_id, row_number() OVER "
        "(PARTITION BY job_id ORDER BY id DESC) AS back FROM run) WHERE back > ?1 GROUP BY job_id");
    tie__bind_int(s, 1, (int64_t)(keep < INT64_MAX ? keep : INT64_MAX));
    tie__step(store, s);
    finish(store, s);
}

tie_code tie_store_prune(tie_store *store, uint64_t keep, uint64_t *removed, tie_err *err) {
    int64_t before = sqlite3_total_changes64(store->db);
    tie__exec(store, "BEGIN IMMEDIATE");
    find_past(store, keep);
    int64_t own = sqlite3_total_changes64(store->db) - before;
    for (size_t i = 0; i < sizeof PRUNE / sizeof *PRUNE; i++)
        tie__exec(store, PRUNE[i]);
    tie__exec(store, "COMMIT");
    if (!store->failed)
        *removed = (uint64_t)(sqlite3_total_changes64(store->db) - before - own);
    return tie__store_result(store, err);
}

/* ---- Export ---- */

static const char *const TABLES[] = {"job",           "run",   "source",       "document",
                                     "version",       "text",  "claim",        "finding",
                                     "finding_claim", "event", "notification", "series"};

/* SELECT json_object('table', NAME, 'row', json_object(each column)) */
static const char *question(tie_store *store, tie_arena *arena, const char *table) {
    tie_buf sql = tie_buf_new(arena);
    const char *comma = "";
    tie_buf_printf(&sql, "SELECT json_object('table', '%s', 'row', json_object(", table);
    sqlite3_stmt *s = prepare(
        store, tie_arena_printf(arena, "SELECT name FROM pragma_table_info('%s')", table).ptr);
    while (tie__step(store, s)) {
        tie_str name = tie__column(s, 0);
        tie_buf_printf(&sql, "%s'%.*s', \"%.*s\"", comma, TIE_FMT(name), TIE_FMT(name));
        comma = ", ";
    }
    finish(store, s);
    tie_buf_printf(&sql, ")) FROM \"%s\"", table);
    tie_buf_putc(&sql, 0);
    return sql.ptr;
}

tie_code tie_store_export(tie_store *store, tie_arena *arena, tie_store_sink *sink, void *user,
                          tie_err *err) {
    bool more = true;
    for (size_t i = 0; more && i < sizeof TABLES / sizeof *TABLES; i++) {
        sqlite3_stmt *s = prepare(store, question(store, arena, TABLES[i]));
        while (more && tie__step(store, s))
            more = sink(user, tie__column(s, 0));
        finish(store, s);
    }
    return tie__store_result(store, err);
}
