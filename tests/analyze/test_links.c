/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences of many fields whose own figures recompute each other, each with its twin in which one
 * figure slipped: the slip is a conflict of that check, the other is quiet and told as held. */
#include "tests/base/support.h"
#include "tests/extract/harness.h"

typedef struct pair {
    const char *check, *right, *wrong;
} pair;

static const pair pairs[] = {
#include "tests/analyze/links.h"
};

static const char *const unrelated[] = {
#include "tests/analyze/links_unrelated.h"
};

/* How many rows of that kind; of a check, or of any when code is NULL. */
static size_t count_rows(const tie_run *run, tie_row row, const char *code) {
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows), found = 0;
    for (size_t i = 0; i < count; i++) {
        bool conflict = row != TIE_ROW_FINDING || rows[i].verdict == TIE_VERDICT_CONFLICT;
        found +=
            rows[i].row == row && conflict && (!code || tie_str_eq(rows[i].code, tie_str_c(code)));
    }
    return found;
}

typedef struct tally {
    size_t conflicts, of_check, held;
} tally;

static tally check_text(const char *text, const char *code) {
    reading r;
    tie_run *run = NULL;
    tie_err err = {0};
    reading_open(&r, NULL, tie_str_c(text));
    ck_assert_msg(!tie_run_new(r.corpus, &run, &err), "%s", err.message);
    tally t = {count_rows(run, TIE_ROW_FINDING, NULL), count_rows(run, TIE_ROW_FINDING, code),
               count_rows(run, TIE_ROW_CHECK, code)};
    tie_run_free(run);
    reading_close(&r);
    return t;
}

START_TEST(slips_are_found_and_twins_hold) {
    const pair *p = &pairs[_i];
    tally right = check_text(p->right, p->check), wrong = check_text(p->wrong, p->check);
    ck_assert_msg(right.conflicts == 0, "accused: %s", p->right);
    ck_assert_msg(right.held > 0, "not checked: %s", p->right);
    ck_assert_msg(wrong.of_check > 0, "missed: %s", p->wrong);
}
END_TEST

START_TEST(unrelated_figures_are_left_alone) {
    tally t = check_text(unrelated[_i], NULL);
    ck_assert_msg(t.conflicts == 0, "accused: %s", unrelated[_i]);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("links");
    TCase *tcase = tcase_create("sentences");
    tcase_add_unchecked_fixture(tcase, rules_open, rules_close);
    tcase_add_loop_test(tcase, slips_are_found_and_twins_hold, 0, COUNT_OF(pairs));
    tcase_add_loop_test(tcase, unrelated_figures_are_left_alone, 0, COUNT_OF(unrelated));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
