/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Briefs of documents in the database: what was put is given back for documents that are as they
 * were, in whatever order they are asked for, and for no others. */
#include "store/db.h"
#include "tests/property/lab.h"
#include "tests/random.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES = 5, MEMBERS = 4, DOCS = FILES - 1 + MEMBERS, CHANGED = 1 };

static lab bench;
static char folder[64], path[80], inputs[80];
static tie_arena arena;
static jmp_buf guard;

static tie_options options = {.today = {2024, 3, 1}, .passages = true, .jobs = 1};

/* A run under way. */
typedef struct trial {
    tie_store_job job;
    tie_store *store;
    tie_corpus *corpus;
    tie_brief_memory briefs;
} trial;

static void name_file(char name[128], int number) {
    snprintf(name, 128, "%s/%d.%s", inputs, number, number ? "txt" : "jsonl");
}

static void write_file(int number, const char *words) {
    char name[128];
    name_file(name, number);
    FILE *file = fopen(name, "w");
    ck_assert_ptr_nonnull(file);
    for (int i = 0; i < (number ? 1 : MEMBERS); i++)
        fprintf(file,
                number ? "In 2023 the harbour repaired %d boats%s.\n"
                       : "{\"id\": \"m%d\", \"text\": \"The harbour repaired 120 boats%s.\"}\n",
                number ? 100 + number : i, words);
    fclose(file);
}

static void open_folder(void) {
    lab_open(&bench);
    snprintf(folder, sizeof folder, "/tmp/tieout-test-briefs-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/t.db", folder);
    snprintf(inputs, sizeof inputs, "%s/in", folder);
    ck_assert(mkdir(inputs, 0777) == 0);
    for (int i = 0; i < FILES; i++)
        write_file(i, "");
    tie_arena_init(&arena, 0, &guard);
}

static void close_folder(void) {
    static const char *const made[] = {"t.db", "t.db.lock", "t.db-wal", "t.db-shm"};
    char name[128];
    for (int i = 0; i < FILES; i++) {
        name_file(name, i);
        unlink(name);
    }
    rmdir(inputs);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        snprintf(name, sizeof name, "%s/%s", folder, made[i]);
        unlink(name);
    }
    ck_assert(rmdir(folder) == 0);
    tie_arena_release(&arena);
    lab_close(&bench);
}

static void begin(trial *t, bool forget) {
    tie_err err = {0};
    tie_defaults none = {0};
    *t = (trial){.job = {.name = TIE_STR("daily"),
                         .today = options.today,
                         .rules = bench.rules,
                         .options = &options,
                         .forget = forget}};
    ck_assert_msg(!tie_store_open(tie_str_c(path), TIE_STORE_WRITE, &t->store, &err), "%s",
                  err.message);
    ck_assert_msg(!tie_store_begin(t->store, &t->job, &err), "%s", err.message);
    ck_assert_int_eq(tie_store_corpus(t->store, &t->corpus, &err), TIE_OK);
    ck_assert_int_eq(tie_store_add(t->store, t->corpus, tie_str_c(inputs), &none, &err), TIE_OK);
    ck_assert_msg(!tie_corpus_read(t->corpus, NULL, NULL, true, &err), "%s", err.message);
    t->store->corpus = t->corpus;
    t->briefs = tie__store_briefs(t->store);
}

static void end(trial *t, bool complete) {
    tie_run *run = NULL;
    tie_news news;
    tie_err err = {0};
    tie_store_audience nobody = {0};
    if (complete) {
        sqlite3_reset(t->store->statements[TIE_SQL_BRIEFS_FROM]);
        ck_assert_int_eq(tie_run_new(t->corpus, &run, &err), TIE_OK);
        ck_assert_msg(
            !tie_store_complete(t->store, &arena, t->corpus, run, NULL, 0, &nobody, &news, &err),
            "%s", err.message);
    }
    tie_run_free(run);
    tie_corpus_free(t->corpus);
    tie_store_close(t->store);
}

static tie_str brief_of(uint32_t doc) {
    return tie_arena_printf(&arena, "what is known of %u%*s", doc, (int)(doc * 7), "");
}

static void put_all(void) {
    trial t;
    begin(&t, false);
    for (uint32_t doc = 0; doc < DOCS; doc++) {
        ck_assert(!tie_corpus_recalled(t.corpus, doc) && !t.briefs.get(t.briefs.user, doc).len);
        t.briefs.put(t.briefs.user, doc, TIE_STR("another one"));
        t.briefs.put(t.briefs.user, doc, brief_of(doc));
    }
    end(&t, true);
}

static void change(const char *sql) {
    sqlite3 *db;
    char *fault = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &fault) == SQLITE_OK, "%s", fault);
    sqlite3_close(db);
}

static int64_t rows(void) {
    sqlite3 *db;
    sqlite3_stmt *s;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT count(*) FROM brief", -1, &s, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(s), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    return count;
}

static bool has(trial *t, uint32_t doc) {
    return tie_str_eq(t->briefs.get(t->briefs.user, doc), brief_of(doc));
}

START_TEST(are_given_back_in_any_order) {
    trial t;
    test_random random = {5};
    put_all();
    begin(&t, false);
    for (uint32_t doc = 0; doc < DOCS; doc++)
        ck_assert(tie_corpus_recalled(t.corpus, doc) && has(&t, doc));
    for (int n = 0; n < 200; n++)
        ck_assert(has(&t, random_below(&random, DOCS)));
    end(&t, false);
}
END_TEST

START_TEST(go_with_what_they_tell_of) {
    trial t;
    put_all();
    ck_assert_int_eq(rows(), DOCS);
    write_file(CHANGED, " of steel");
    begin(&t, false);
    for (uint32_t doc = 0; doc < DOCS; doc++) {
        bool changed = doc == MEMBERS - 1 + CHANGED;
        ck_assert(tie_corpus_recalled(t.corpus, doc) == !changed && has(&t, doc) == !changed);
    }
    end(&t, true);
    ck_assert_int_eq(rows(), DOCS - 1);
    char name[128];
    snprintf(name, sizeof name, "%s/0.jsonl", inputs);
    remove(name);
    begin(&t, false);
    end(&t, true);
    ck_assert_int_eq(rows(), DOCS - 1 - MEMBERS);
}
END_TEST

static const char *const HARM[] = {
    "UPDATE brief SET maker = maker + 1",
    "UPDATE brief SET bytes = x''",
    "UPDATE brief SET bytes = substr(bytes, 1, 7)",
    "UPDATE brief SET bytes = substr(bytes, 1, length(bytes) - 1)",
    "UPDATE brief SET bytes = CAST(x'0000000000000000' || substr(bytes, 9) AS BLOB)",
    "UPDATE brief SET bytes = CAST(bytes || x'01' AS BLOB)",
    "DELETE FROM brief",
};

START_TEST(of_others_and_damaged_ones_are_none) {
    trial t;
    put_all();
    change(HARM[_i]);
    begin(&t, false);
    for (uint32_t doc = 0; doc < DOCS; doc++) {
        ck_assert(!t.briefs.get(t.briefs.user, doc).len);
        t.briefs.put(t.briefs.user, doc, brief_of(doc));
    }
    end(&t, true);
    begin(&t, false);
    for (uint32_t doc = 0; doc < DOCS; doc++)
        ck_assert(has(&t, doc));
    end(&t, false);
}
END_TEST

START_TEST(are_forgotten_when_asked_to) {
    trial t;
    put_all();
    begin(&t, true);
    for (uint32_t doc = 0; doc < DOCS; doc++)
        ck_assert(!t.briefs.get(t.briefs.user, doc).len);
    end(&t, false);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("briefs");
    TCase *tcase = tcase_create("briefs");
    tcase_add_checked_fixture(tcase, open_folder, close_folder);
    tcase_add_test(tcase, are_given_back_in_any_order);
    tcase_add_test(tcase, go_with_what_they_tell_of);
    tcase_add_loop_test(tcase, of_others_and_damaged_ones_are_none, 0, sizeof HARM / sizeof *HARM);
    tcase_add_test(tcase, are_forgotten_when_asked_to);
    tcase_set_timeout(tcase, 60);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
