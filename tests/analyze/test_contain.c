/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a stretch of time against all of it, and figures that may be of a part. */
#include "tests/analyze/material.h"

#include <stdio.h>

#define ELSEWHERE TIE_ASSUME_PERIOD_FRAME

typedef struct contain_case {
    const char *label;
    figure figures[4];
    const char *verdict, *severity, *message; /* NULL: nothing is found */
} contain_case;

static const contain_case cases[] = {
    {"a year within four", {{"511", .period = "2017/2020"}, {"150", 1, .period = "2018"}}, NULL},
    {"a year above four",
     {{"511", .period = "2017/2020"}, {"620", 1, .period = "2018"}},
     "conflict",
     "critical",
     "620 in 2018 exceeds 511 in 2017/2020"},
    {"a little above",
     {{"511", .period = "2017/2020"}, {"520", 1, .period = "2018"}},
     "conflict",
     "minor",
     "exceeds"},
    {"a month that holds most of four years",
     {{"511", .period = "2017/2020"}, {"373", 1, .period = "2018-03"}},
     "ties",
     "note",
     "would be 73% of 511 in 2017/2020, in 2% of the time"},
    {"rounding admits it",
     {{"500/100", .period = "2017/2020"}, {"540", 1, .period = "2018"}},
     NULL},
    {"the whole has no upper end",
     {{">511", .period = "2017/2020"}, {"620", 1, .period = "2018"}},
     NULL},
    {"the whole's period stands elsewhere",
     {{"511", .period = "2017/2020", .assumptions = ELSEWHERE}, {"620", 1, .period = "2018"}},
     NULL},
    {"periods that only overlap",
     {{"511", .period = "2017/2020"}, {"620", 1, .period = "2020/2021"}},
     NULL},
    {"another place",
     {{"511", .period = "2017/2020"}, {"620", 1, .period = "2018", .place = "Peru"}},
     NULL},
    {"the part's agent within an unnamed whole",
     {{"511", .period = "2017/2020"}, {"620", 1, .period = "2018", .agent = "customs"}},
     "conflict",
     "critical",
     "exceeds"},
    {"a named whole and an unnamed part",
     {{"511", .period = "2017/2020", .agent = "customs"}, {"620", 1, .period = "2018"}},
     NULL},
    {"open measures have no parts",
     {{"511", .period = "2017/2020", .measure = "-"}, {"620", 1, .period = "2018", .measure = "-"}},
     NULL},
};

START_TEST(parts) {
    const contain_case *c = &cases[_i];
    tie_run *run = run_figures(c->figures, NULL);
    const tie_finding *f = find_row(run, TIE_ROW_FINDING, "contain");
    ck_assert_msg((f != NULL) == (c->verdict != NULL), "%s: %s", c->label,
                  f ? c_str(f->message) : "nothing");
    if (f) {
        ck_assert_msg(!strcmp(tie_verdict_name(f->verdict), c->verdict), "%s", c->label);
        ck_assert_msg(!strcmp(tie_severity_name(f->severity), c->severity), "%s: %s", c->label,
                      tie_severity_name(f->severity));
        ck_assert_msg(tie_str_find(f->message, tie_str_c(c->message)) < f->message.len, "%s: %s",
                      c->label, c_str(f->message));
    }
    tie_run_free(run);
}
END_TEST

typedef struct part_case {
    const char *label;
    figure figures[4];
    bool conflict;
} part_case;

static const part_case part_cases[] = {
    {"lower, and its period stands elsewhere",
     {{"97"}, {"42", 1, .assumptions = ELSEWHERE}},
     false},
    {"higher, and its period stands elsewhere",
     {{"42"}, {"97", 1, .assumptions = ELSEWHERE}},
     false},
    {"higher, and its place is inherited",
     {{"42"}, {"97", 1, .assumptions = TIE_ASSUME_PLACE_DOCUMENT}},
     true},
    {"lower, but a slip explains it", {{"1950"}, {"195", 1, .assumptions = ELSEWHERE}}, true},
    {"the place is inherited on the lower side only",
     {{"97"}, {"42", 1, .assumptions = TIE_ASSUME_PLACE_DOCUMENT}},
     false},
    {"the place is inherited on both sides, in two documents",
     {{"97", .assumptions = TIE_ASSUME_PLACE_DOCUMENT},
      {"42", 1, .assumptions = TIE_ASSUME_PLACE_DOCUMENT}},
     true},
    {"side by side, period unknown",
     {{"97", .period = "-"}, {"42", .sentence = 1, .period = "-"}},
     false},
    {"side by side, period unknown, a slip",
     {{"19500000/100000", .period = "-"}, {"195000/1000", .sentence = 1, .period = "-"}},
     true},
    {"two others still disagree", {{"97"}, {"60", 1}, {"42", 2, .assumptions = ELSEWHERE}}, true},
};

/* Below another figure of its cell, what may be a part proves nothing; the ledger counts it. */
START_TEST(may_be_parts) {
    const part_case *c = &part_cases[_i];
    tie_run *run = run_figures(c->figures, NULL);
    const tie_finding *f = find_row(run, TIE_ROW_FINDING, "compare");
    ck_assert_msg((f != NULL) == c->conflict, "%s: %s", c->label,
                  f ? c_str(f->message) : "nothing");
    ck_assert_msg(c->conflict || find_row(run, TIE_ROW_SKIPPED, "compare"), "%s", c->label);
    tie_run_free(run);
}
END_TEST

/* A claim whose date is impossible is held against the whole under each way to read it, and what
 * follows is nested under the date. */
START_TEST(readings) {
    const figure figures[] = {{"373", .period = "2023"}, {"511", 1, .period = "2017/2020"}, {0}};
    const tie_str fault = TIE_STR("two years in one expression");
    tie_date_expr dates[2] = {
        {.sentence = {0, 999}, .span = {0, 4}, .text = TIE_STR("May 2018"), .fault = fault},
        {.sentence = {0, 999}, .span = {5, 9}, .text = TIE_STR("2023"), .fault = fault}};
    ck_assert(!tie_period_parse(TIE_STR("2018-05"), &dates[0].period));
    ck_assert(!tie_period_parse(TIE_STR("2023"), &dates[1].period));
    tie_run *run = run_material(figures, NULL, NULL, 0, dates, 2);
    const tie_finding *date = find_row(run, TIE_ROW_FINDING, "date");
    const tie_finding *share = find_row(run, TIE_ROW_FINDING, "contain");
    ck_assert(date && date->member_count == 3);
    ck_assert(share && share->cause == date->fingerprint);
    ck_assert_uint_eq(share->member_count, 3);
    tie_run_free(run);
}
END_TEST

/* However many days have gone by since, a year still holds its last one. */
START_TEST(long_gone) {
    enum { MONTHS = 3, DAYS = 28 };
    static char periods[MONTHS * DAYS][11];
    static figure figures[MONTHS * DAYS + 2] = {{"511", .period = "2018"}};
    for (unsigned i = 0; i < MONTHS * DAYS; i++) {
        snprintf(periods[i], sizeof periods[i], "2018-%02u-%02u", i / DAYS + 1, i % DAYS + 1);
        bool last = i + 1 == MONTHS * DAYS;
        figures[i + 1] = (figure){last ? "620" : "2", .sentence = 3 * i + 3, .period = periods[i]};
    }
    tie_run *run = run_figures(figures, NULL);
    const tie_finding *f = find_row(run, TIE_ROW_FINDING, "contain");
    ck_assert(f && f->verdict == TIE_VERDICT_CONFLICT);
    tie_run_free(run);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("contain");
    TCase *tcase = tcase_create("parts");
    tcase_add_checked_fixture(tcase, arena_setup, arena_teardown);
    tcase_add_loop_test(tcase, parts, 0, COUNT_OF(cases));
    tcase_add_loop_test(tcase, may_be_parts, 0, COUNT_OF(part_cases));
    tcase_add_test(tcase, readings);
    tcase_add_test(tcase, long_gone);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
