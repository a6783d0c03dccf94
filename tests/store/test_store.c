/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database as a file: made, taken up, refused, locked; and questions that it does not answer.
 */
#include "base/str.h"
#include "store/store.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[64], path[80];
static tie_arena arena;
static jmp_buf guard;

static void open_folder(void) {
    snprintf(folder, sizeof folder, "/tmp/tieout-test-store-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/t.db", folder);
    tie_arena_init(&arena, 0, &guard);
}

static void close_folder(void) {
    static const char *const ENDS[] = {"", "-wal", "-shm", ".lock", NULL};
    for (size_t i = 0; ENDS[i]; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", path, ENDS[i]);
        remove(name);
    }
    rmdir(folder);
    tie_arena_release(&arena);
}

static tie_store *made(tie_store_mode mode) {
    tie_store *store = NULL;
    tie_err err = {0};
    ck_assert_msg(!tie_store_open(tie_str_c(path), mode, &store, &err), "%s", err.message);
    return store;
}

static void refused(tie_store_mode mode, const char *why) {
    tie_store *store = NULL;
    tie_err err = {0};
    ck_assert_int_eq(tie_store_open(tie_str_c(path), mode, &store, &err), TIE_EUSAGE);
    ck_assert_ptr_null(store);
    ck_assert_msg(strstr(err.message, why), "%s", err.message);
}

static void change(const char *sql) {
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static const char *answer(tie_store *store, const char *sql, tie_code expected) {
    tie_table_rows rows = {0};
    tie_err err = {0};
    tie_code code = tie_store_select(store, &arena, tie_str_c(sql), 10, &rows, &err);
    ck_assert_msg(code == expected, "%s: %d %s", sql, code, err.message);
    if (code)
        return NULL;
    tie_str cell = rows.rows.count ? rows.rows.items[0].items[0] : (tie_str){0};
    return tie_arena_printf(&arena, "%.*s", TIE_FMT(cell)).ptr;
}

START_TEST(is_made_once) {
    tie_store_close(made(TIE_STORE_WRITE));
    tie_store *store = made(TIE_STORE_WRITE);
    ck_assert_str_eq(answer(store, "SELECT count(*) FROM run", TIE_OK), "0");
    tie_store_close(store);
    store = made(TIE_STORE_READ);
    ck_assert_str_eq(answer(store, "SELECT count(*) FROM v_open", TIE_OK), "0");
    tie_store_close(store);
}
END_TEST

START_TEST(others_are_refused) {
    change("CREATE TABLE mine (a)");
    refused(TIE_STORE_WRITE, "another program");
    refused(TIE_STORE_READ, "another program");
}
END_TEST

START_TEST(newer_is_refused) {
    tie_store_close(made(TIE_STORE_WRITE));
    change("PRAGMA user_version = 77");
    refused(TIE_STORE_WRITE, "version 77");
    refused(TIE_STORE_READ, "newer");
}
END_TEST

START_TEST(older_is_brought_up) {
    tie_store_close(made(TIE_STORE_WRITE));
    change(
        "DROP TABLE memo_head; DROP TABLE memo_body; DROP TABLE brief; DROP TABLE finding_sum; "
        "DROP TRIGGER finding_added; DROP TRIGGER finding_changed; DROP TRIGGER finding_removed; "
        "CREATE TABLE memo (input_id INTEGER PRIMARY KEY, bytes BLOB NOT NULL); "
        "DROP INDEX finding_mark; DROP TABLE repeat_part; DROP TABLE series; DROP TABLE search; "
        "DROP VIEW v_text; "
        "PRAGMA user_version = 1");
    refused(TIE_STORE_READ, "version 1");
    tie_store *store = made(TIE_STORE_WRITE);
    ck_assert_str_eq(answer(store, "SELECT count(*) FROM series", TIE_OK), "0");
    tie_store_close(store);
}
END_TEST

START_TEST(one_has_the_lock) {
    tie_store *one = made(TIE_STORE_WRITE), *other = made(TIE_STORE_WRITE);
    tie_err err = {0};
    ck_assert_int_eq(tie_store_lock(one, &err), TIE_OK);
    ck_assert_int_eq(tie_store_lock(other, &err), TIE_EUSAGE);
    ck_assert_ptr_nonnull(strstr(err.message, "another run"));
    tie_store_close(other);
    tie_store_close(one);
    one = made(TIE_STORE_WRITE);
    ck_assert_int_eq(tie_store_lock(one, &err), TIE_OK);
    tie_store_close(one);
}
END_TEST

static const char *const FORBIDDEN[] = {
    "DELETE FROM run",
    "INSERT INTO job (name) VALUES ('x')",
    "UPDATE finding SET state = 'gone'",
    "DROP VIEW v_open",
    "ATTACH ':memory:' AS m",
    "PRAGMA user_version",
    "PRAGMA writable_schema = 1",
    "SELECT load_extension('x')",
    "SELECT 1; SELECT 2",
    "BEGIN",
    "SELECT zeroblob(1000000000)",
    "SELECT nothing",
    "",
};

/* Also where the file could be written. */
START_TEST(only_reading_is_let_through) {
    tie_store *store = made(TIE_STORE_WRITE);
    answer(store, FORBIDDEN[_i], TIE_EUSAGE);
    ck_assert_str_eq(answer(store, "SELECT 'well' ; ", TIE_OK), "well");
    ck_assert_str_eq(answer(store, "SELECT count(*) FROM search WHERE search MATCH 'a'", TIE_OK),
                     "0");
    tie_store_close(store);
}
END_TEST

START_TEST(rows_are_bounded) {
    tie_table_rows rows = {0};
    tie_store *store = made(TIE_STORE_WRITE);
    tie_str many =
        TIE_STR("WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c");
    ck_assert_int_eq(tie_store_select(store, &arena, many, 3, &rows, NULL), TIE_OK);
    ck_assert_uint_eq(rows.rows.count, 3);
    ck_assert(rows.cut);
    tie_store_close(store);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("store");
    TCase *tcase = tcase_create("store");
    tcase_add_checked_fixture(tcase, open_folder, close_folder);
    tcase_add_test(tcase, is_made_once);
    tcase_add_test(tcase, others_are_refused);
    tcase_add_test(tcase, newer_is_refused);
    tcase_add_test(tcase, older_is_brought_up);
    tcase_add_test(tcase, one_has_the_lock);
    tcase_add_loop_test(tcase, only_reading_is_let_through, 0,
                        sizeof FORBIDDEN / sizeof *FORBIDDEN);
    tcase_add_test(tcase, rows_are_bounded);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
