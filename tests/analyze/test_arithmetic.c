/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums and shares over links made by hand. */
#include "tests/analyze/material.h"

typedef struct link_case {
    const char *label;
    tie_link_kind kind;
    tie_link_hold hold;
    figure figures[8];
    const char *verdict; /* NULL: a row check */
    const char *computation, *diagnosis;
} link_case;

static const link_case cases[] = {
    {"a list that foots",
     TIE_LINK_PARTS,
     TIE_LINK_COMPLETE,
     {{"462"}, {"84"}, {"86"}, {"71"}, {"157"}, {"53"}, {"11"}},
     NULL,
     "84 + 86 + 71 + 157 + 53 + 11 = 462; stated: 462",
     NULL},
    {"a list that does not",
     TIE_LINK_PARTS,
     TIE_LINK_COMPLETE,
     {{"462"}, {"84"}, {"86"}, {"71"}},
     "conflict",
     "84 + 86 + 71 = 241; stated: 462",
     NULL},
    {"a total ten times its parts",
     TIE_LINK_PARTS,
     TIE_LINK_COMPLETE,
     {{"2410"}, {"84"}, {"86"}, {"71"}},
     "conflict",
     "stated: 2410",
     "the total: a factor of exactly 10"},
    {"rounded parts",
     TIE_LINK_PARTS,
     TIE_LINK_COMPLETE,
     {{"30.9/0.1"}, {"20/1"}, {"10/1"}, {"0.6/0.1"}},
     NULL,
     "within rounding",
     NULL},
    {"hedged parts",
     TIE_LINK_PARTS,
     TIE_LINK_COMPLETE,
     {{">30"}, {"20"}, {">10"}},
     NULL,
     "more than",
     NULL},
    {"named parts stay below",
     TIE_LINK_PARTS,
     TIE_LINK_OPEN,
     {{"34200"}, {"16500"}, {"9000"}},
     NULL,
     "stay within it",
     NULL},
    {"named parts that make the whole",
     TIE_LINK_PARTS,
     TIE_LINK_OPEN,
     {{"133"}, {"132"}, {"1"}},
     NULL,
     "= 133; stated: 133",
     NULL},
    {"named parts above the total",
     TIE_LINK_PARTS,
     TIE_LINK_OPEN,
     {{"34200"}, {"36500"}, {"9000"}},
     "conflict",
     "= 45,500; stated: 34200",
     NULL},
    {"a share",
     TIE_LINK_SHARE,
     TIE_LINK_COMPLETE,
     {{"13290"}, {"23.66/0.01"}, {"56179"}},
     NULL,
     "13290 / 56179 = 23.6565%; printed 23.66",
     NULL},
    {"a share cut",
     TIE_LINK_SHARE,
     TIE_LINK_COMPLETE,
     {{"14939"}, {"7.8/0.1"}, {"189338"}},
     "truncation",
     "14939 / 189338 = 7.890%; printed 7.8: truncated, not rounded",
     NULL},
    {"a share that is wrong",
     TIE_LINK_SHARE,
     TIE_LINK_COMPLETE,
     {{"14939"}, {"9.8/0.1"}, {"189338"}},
     "conflict",
     "7.890%; printed 9.8",
     NULL},
    {"a share a tenth of what it should be",
     TIE_LINK_SHARE,
     TIE_LINK_COMPLETE,
     {{"14939"}, {"0.79/0.01"}, {"189338"}},
     "conflict",
     "",
     "factor of exactly 10"},
    {"a share of an unknown whole",
     TIE_LINK_SHARE,
     TIE_LINK_COMPLETE,
     {{"5"}, {"10/1"}, {">20"}},
     NULL,
     "",
     NULL},
};

START_TEST(links) {
    const link_case *c = &cases[_i];
    static const uint32_t ids[] = {0, 1, 2, 3, 4, 5, 6, 7};
    uint32_t count = 0;
    figure figures[9] = {{0}};
    for (; count < 8 && c->figures[count].value; count++) {
        figures[count] = c->figures[count];
        figures[count].measure = figures[count].period = "-";
        if (c->kind == TIE_LINK_SHARE && count == 1)
            figures[count].kind = TIE_KIND_PERCENT;
    }
    const tie_link link = {c->kind, c->hold, ids, count};
    tie_run *run = run_material(figures, NULL, &link, 1, NULL, 0);
    const char *code = c->kind == TIE_LINK_SHARE ? "share" : "sum";
    const tie_finding *row = find_row(run, c->verdict ? TIE_ROW_FINDING : TIE_ROW_CHECK, code);
    ck_assert_msg(row != NULL, "%s: no row", c->label);
    if (c->verdict)
        ck_assert_msg(!strcmp(tie_verdict_name(row->verdict), c->verdict), "%s", c->label);
    ck_assert_msg(tie_str_find(row->computation, tie_str_c(c->computation)) < row->computation.len,
                  "%s: %s", c->label, c_str(row->computation));
    if (c->diagnosis)
        ck_assert_msg(tie_str_find(row->diagnosis, tie_str_c(c->diagnosis)) < row->diagnosis.len,
                      "%s: %s", c->label, c_str(row->diagnosis));
    ck_assert_uint_eq(row->member_count, count);
    tie_run_free(run);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("arithmetic");
    TCase *tcase = tcase_create("links");
    tcase_add_checked_fixture(tcase, arena_setup, arena_teardown);
    tcase_add_loop_test(tcase, links, 0, COUNT_OF(cases));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
