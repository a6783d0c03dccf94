/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes two claims comparable, and what keeps them apart. */
#include "tests/analyze/material.h"

typedef struct pair_case {
    const char *label;
    figure figures[3];
    const char *reason; /* in the ledger; NULL: they are compared; "": apart without a row */
    paper papers[DOCS_MAX];
} pair_case;

#define OPEN .measure = "-"

static const pair_case cases[] = {
    {"the same measure, period and place", {{"5"}, {"5", 1}}, NULL, {{0}}},
    {"another year", {{"5"}, {"5", 1, .period = "2022"}}, "period", {{0}}},
    {"another place", {{"5"}, {"5", 1, .place = "Peru"}}, "place", {{0}}},
    {"two agents", {{"5", .agent = "customs"}, {"5", 1, .agent = "police"}}, "agent", {{0}}},
    {"one agent named", {{"5", .agent = "customs"}, {"5", 1}}, "agent", {{0}}},
    {"cases and persons", {{"5"}, {"5", 1, .unit = "person"}}, "unit", {{0}}},
    {"planned and stated",
     {{"5"}, {"5", 1, .modality = TIE_MODALITY_PLANNED}},
     "definition",
     {{0}}},
    {"estimated and stated", {{"5"}, {"5", 1, .modality = TIE_MODALITY_ESTIMATED}}, NULL, {{0}}},
    {"unknown periods in two documents",
     {{"5", .period = "-"}, {"5", 1, .period = "-"}},
     "period",
     {{0}}},
    {"unknown periods in adjacent sentences",
     {{"5", .period = "-"}, {"5", .sentence = 1, .period = "-"}},
     NULL,
     {{0}}},
    {"unknown periods two sentences apart",
     {{"5", .period = "-"}, {"5", .sentence = 2, .period = "-"}},
     "period",
     {{0}}},
    {"unknown places in two documents",
     {{"5", .place = "-"}, {"5", 1, .place = "-"}},
     "place",
     {{0}}},
    {"the period is optional",
     {{"5", .measure = "treaties", .period = "-"}, {"5", 1, .measure = "treaties", .period = "-"}},
     NULL,
     {{0}}},
    {"since, in documents of one day",
     {{"5", .period = "2013/.."}, {"5", 1, .period = "2013/.."}},
     NULL,
     {{"a", "2024-06-26"}, {"b", "2024-06-26"}}},
    {"since, in documents of two days",
     {{"5", .period = "2013/.."}, {"5", 1, .period = "2013/.."}},
     "definition",
     {{"a", "2024-06-26"}, {"b", "2025-06-26"}}},
    {"a day without its year",
     {{"5", .period = "XXXX-09-14"}, {"5", 1, .period = "XXXX-09-14"}},
     "definition",
     {{0}}},
    {"open: the same words", {{"5", OPEN}, {"5", 1, OPEN}}, NULL, {{0}}},
    {"open: a distinguishing modifier",
     {{"5", OPEN}, {"5", 1, OPEN, .modifier = "drug"}},
     "definition",
     {{0}}},
    {"open: another verb", {{"5", OPEN}, {"5", 1, OPEN, .predicate = "seize"}}, "too few", {{0}}},
    {"open: another noun", {{"5", OPEN}, {"5", 1, OPEN, .head = "gang"}}, "too few", {{0}}},
    {"open: plural and singular stem alike",
     {{"5", OPEN, .head = "arrest"}, {"5", 1, OPEN, .head = "arrests"}},
     NULL,
     {{0}}},
    {"open: no anchor, two documents",
     {{"5", OPEN, .place = "15 cities"}, {"5", 1, OPEN, .place = "15 cities"}},
     "definition",
     {{0}}},
    {"open: no noun", {{"5", OPEN, .head = "-"}, {"5", 1, OPEN, .head = "-"}}, "noun", {{0}}},
    {"open percentages",
     {{"5", OPEN, .kind = TIE_KIND_PERCENT}, {"5", 1, OPEN, .kind = TIE_KIND_PERCENT}},
     "definition",
     {{0}}},
    {"changes measure nothing",
     {{"5", .kind = TIE_KIND_CHANGE}, {"5", 1, .kind = TIE_KIND_CHANGE}},
     "definition",
     {{0}}},
};

START_TEST(pairs) {
    const pair_case *c = &cases[_i];
    tie_run *run = run_figures(c->figures, c->papers);
    const tie_finding *skipped = find_row(run, TIE_ROW_SKIPPED, "compare");
    bool together = run->cells.count == 1 && run->cells.items[0].count == 2;
    ck_assert_msg(together == !c->reason, "%s: %zu cells", c->label, run->cells.count);
    const char *reason = skipped ? c_str(skipped->reason) : "";
    ck_assert_msg(!strcmp(reason, c->reason ? c->reason : ""), "%s: reason \"%s\"", c->label,
                  reason);
    tie_run_free(run);
}
END_TEST

/* A sentence that lists two figures of one measure stands for neither, whatever they allow. */
START_TEST(lists) {
    const figure figures[][5] = {
        {{"3", .sentence = 0}, {"5", .sentence = 0}, {"9", 1}, {"9", 2}, {0}},
        {{"217", .sentence = 0}, {">70", .sentence = 0}, {"9", 1}, {"9", 2}, {0}}};
    tie_run *run = run_figures(figures[_i], NULL);
    ck_assert_uint_eq(run->cells.count, 1);
    ck_assert_uint_eq(run->cells.items[0].count, 2);
    ck_assert_ptr_null(find_row(run, TIE_ROW_FINDING, "compare"));
    tie_run_free(run);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("cell");
    TCase *tcase = tcase_create("pairs");
    tcase_add_checked_fixture(tcase, arena_setup, arena_teardown);
    tcase_add_loop_test(tcase, pairs, 0, COUNT_OF(cases));
    tcase_add_loop_test(tcase, lists, 0, 2);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
