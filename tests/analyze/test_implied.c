/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that a text implies without printing them, held against what it states elsewhere. */
#include "tests/base/support.h"
#include "tests/extract/harness.h"

typedef enum outcome { QUIET, HOLDS, AT_ODDS } outcome;

typedef struct implied_case {
    const char *label, *text;
    outcome outcome;
} implied_case;

static const implied_case cases[] = {
    {"a rise that agrees",
     "The number of burglaries in Austria rose by 25% to 6,250 in 2019. In 2018, 5,000 burglaries "
     "were recorded in Austria.",
     HOLDS},
    {"a rise at odds",
     "The number of burglaries in Austria rose by 25% to 6,250 in 2019. In 2018, 5,740 burglaries "
     "were recorded in Austria.",
     AT_ODDS},
    {"a rise, another country",
     "The number of burglaries in Austria rose by 25% to 6,250 in 2019. In 2018, 5,740 burglaries "
     "were recorded in Norway.",
     QUIET},
    {"a rise, another year",
     "The number of burglaries in Austria rose by 25% to 6,250 in 2019. In 2017, 5,740 burglaries "
     "were recorded in Austria.",
     QUIET},
    {"a planned rise",
     "The number of burglaries in Austria is expected to rise by 25% to 6,250 in 2019. In 2018, "
     "5,740 burglaries were recorded in Austria.",
     QUIET},
    {"a rise of more than its percentage has a highest earlier value only",
     "The number of burglaries in Austria rose by more than 25% to 6,251 in 2019. In 2018, 3,012 "
     "burglaries were recorded in Austria.",
     HOLDS},
    {"a rise that no count leads to",
     "The number of kidnappings in Austria rose by 33.3% to 7 in 2019. In 2018, 5 kidnappings "
     "were recorded in Austria.",
     QUIET},
    {"a share that agrees",
     "In 2019, 1,248 armed burglaries were recorded in Austria, 20% of all burglaries. In 2019, "
     "6,250 burglaries were recorded in Austria.",
     HOLDS},
    {"a share at odds",
     "In 2019, 1,248 armed burglaries were recorded in Austria, 20% of all burglaries. In 2019, "
     "7,450 burglaries were recorded in Austria.",
     AT_ODDS},
    {"a share of another whole",
     "In 2019, 1,248 armed burglaries were recorded in Austria, 20% of all robberies. In 2019, "
     "7,450 burglaries were recorded in Austria.",
     QUIET},
};

/* How many rows of that kind hold an implied value against a stated one. */
static size_t count_derived(const tie_run *run, tie_row row) {
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows), found = 0;
    for (size_t i = 0; i < count; i++)
        found += rows[i].row == row && tie_str_eq(rows[i].code, TIE_STR("compare")) &&
                 tie_str_find(rows[i].computation, TIE_STR(" implies ")) < rows[i].computation.len;
    return found;
}

START_TEST(implied_values) {
    const implied_case *c = &cases[_i];
    reading r;
    tie_run *run = NULL;
    tie_err err = {0};
    reading_open(&r, NULL, tie_str_c(c->text));
    ck_assert_msg(!tie_run_new(r.corpus, &run, &err), "%s", err.message);
    size_t odds = count_derived(run, TIE_ROW_FINDING), held = count_derived(run, TIE_ROW_CHECK);
    ck_assert_msg(odds == (c->outcome == AT_ODDS), "%s: %zu at odds", c->label, odds);
    ck_assert_msg(held == (c->outcome == HOLDS), "%s: %zu held", c->label, held);
    tie_run_free(run);
    reading_close(&r);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("implied");
    TCase *tcase = tcase_create("sentences");
    tcase_add_unchecked_fixture(tcase, rules_open, rules_close);
    tcase_add_loop_test(tcase, implied_values, 0, COUNT_OF(cases));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
