/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Check suites over tables of phrases. */
#include "tests/extract/harness.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

enum { MESSAGE_BYTES = 4096 };

static const phrase_suite *running;

/* True when the row is read as its table says; else what differs, in message. */
static bool row_holds(const phrase *row, char message[MESSAGE_BYTES]) {
    reading found;
    reading_open(&found, row->date, tie_str_c(row->text));
    bool holds = running->holds(&found, row->expect);
    tie_buf said = tie_buf_new(&found.arena);
    tie_buf_printf(&said, "%s\n  expected:\n", row->text);
    for (size_t i = 0; i < PHRASE_EXPECTS && row->expect[i]; i++)
        tie_buf_printf(&said, "    %s\n", row->expect[i]);
    tie_buf_puts(&said, "  found:\n");
    for (size_t i = 0; running->holds == claims_are && i < found.claim_count; i++) {
        tie_buf_puts(&said, "    ");
        claim_say(&said, &found.claims[i]);
    }
    for (size_t i = 0; running->holds == dates_are && i < found.date_count; i++) {
        tie_buf_puts(&said, "    ");
        date_say(&said, &found.dates[i]);
    }
    snprintf(message, MESSAGE_BYTES, "%.*s", TIE_FMT(tie_buf_str(&said)));
    reading_close(&found);
    return holds;
}

static const known_failure *find_known(const char *table, const char *label) {
    char name[256];
    snprintf(name, sizeof name, "%s: %s", table, label);
    for (const known_failure *k = running->known; k->row; k++)
        if (strcmp(k->row, name) == 0)
            return k;
    return NULL;
}

static size_t known_count(void) {
    size_t count = 0;
    while (running->known[count].row)
        count++;
    return count;
}

START_TEST(row_is_read) {
    const char *table;
    char message[MESSAGE_BYTES];
    const phrase *row = phrase_at(running->tables, running->table_count, (size_t)_i, &table);
    if (!find_known(table, row->label))
        ck_assert_msg(row_holds(row, message), "%s: %s\n  %s", table, row->label, message);
}
END_TEST

START_TEST(known_row_still_fails) {
    const known_failure *known = &running->known[_i];
    const char *table;
    char message[MESSAGE_BYTES];
    const phrase *row = NULL;
    for (size_t i = 0; i < phrase_count(running->tables, running->table_count); i++) {
        const phrase *candidate = phrase_at(running->tables, running->table_count, i, &table);
        if (find_known(table, candidate->label) == known) {
            ck_assert_msg(!row, "two rows are named \"%s\"", known->row);
            row = candidate;
        }
    }
    ck_assert_msg(row, "no row is named \"%s\"", known->row);
    ck_assert_msg(!row_holds(row, message), "\"%s\" is read now: take it off the known failures",
                  known->row);
}
END_TEST

static void list_known(void) {
    printf("known: %zu of %zu rows are not read yet\n", known_count(),
           phrase_count(running->tables, running->table_count));
    for (const known_failure *k = running->known; k->row; k++)
        printf("  %s (%s)\n", k->row, k->cause);
}

int phrase_suite_main(const phrase_suite *suite, int argc, char **argv) {
    bool known = argc > 1 && strcmp(argv[1], "known") == 0;
    running = suite;
    rules_open();
    Suite *checks = suite_create(suite->name);
    TCase *rows = tcase_create(known ? "known" : "rows");
    size_t count = known ? known_count() : phrase_count(suite->tables, suite->table_count);
    tcase_set_timeout(rows, 60);
    tcase_add_loop_test(rows, known ? known_row_still_fails : row_is_read, 0, (int)count);
    suite_add_tcase(checks, rows);
    SRunner *runner = srunner_create(checks);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    rules_close();
    if (known && !failed && count > 0)
        list_known();
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
