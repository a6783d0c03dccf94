/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts of compare over one cell. */
#include "tests/analyze/material.h"

typedef struct verdict_case {
    const char *label;
    figure figures[6];
    const char *verdict, *severity, *message; /* message, diagnosis: a part; NULL: a row check */
    const char *diagnosis;
    paper papers[DOCS_MAX];
} verdict_case;

static const verdict_case cases[] = {
    {"a factor of a hundred is named",
     {{"19500000/100000", .scale = 6}, {"195000/1000", .sentence = 1}, {"195000/1000", 1}},
     "conflict",
     "critical",
     "195000 in 2 places; 19500000 in 1 place: these cannot all hold",
     "myriad",
     {{0}}},
    {"far apart, no slip",
     {{"42"}, {"97", 1}},
     "conflict",
     "major",
     "cannot all hold",
     NULL,
     {{0}}},
    {"near, yet apart", {{"9940"}, {"9900", 1}}, "conflict", "minor", "cannot", "digit", {{0}}},
    {"two digits swapped", {{"1243"}, {"1234", 1}}, "conflict", "minor", "", "swapped", {{0}}},
    {"one is the other rounded",
     {{"1070000/10000"}, {"1071234", 1}},
     "rounding",
     "info",
     "rounding is allowed",
     NULL,
     {{0}}},
    {"one is the other cut",
     {{"7.8/0.1"}, {"7.89/0.01", 1}},
     "truncation",
     "note",
     "cut",
     NULL,
     {{0}}},
    {"a bound admits more", {{">160000"}, {"161482", 1}}, NULL, NULL, NULL, NULL, {{0}}},
    {"a bound does not admit less",
     {{">160000"}, {"120000", 1}},
     "conflict",
     "major",
     "more than",
     NULL,
     {{0}}},
    {"the qualifier drifts",
     {{">50"}, {"50", 1}, {"50", 2}},
     "ties",
     "note",
     "qualifier",
     NULL,
     {{0}}},
    {"two bounds of one side do not drift", {{">50"}, {">=50", 1}}, NULL, NULL, NULL, NULL, {{0}}},
    {"loosely worded",
     {{">100"}, {"190", 1}},
     "ties",
     "note",
     "suggests another size",
     NULL,
     {{0}}},
    {"about agrees", {{"~100"}, {"104", 1}}, NULL, NULL, NULL, NULL, {{0}}},
    {"equal prints", {{"42"}, {"42", 1}}, NULL, NULL, NULL, NULL, {{0}}},
    {"two editions of one source, period closed",
     {{"5120"}, {"5320", 1}},
     "restated",
     "note",
     "closed period",
     NULL,
     {{"bureau", "2024-02-01"}, {"bureau", "2025-02-01"}}},
    {"restated by a lot",
     {{"5120"}, {"9320", 1}},
     "restated",
     "minor",
     "closed period",
     NULL,
     {{"bureau", "2024-02-01"}, {"bureau", "2025-02-01"}}},
    {"two editions, period open at the first",
     {{"5120"}, {"5320", 1}},
     "revision",
     "info",
     "still open",
     NULL,
     {{"bureau", "2023-06-01"}, {"bureau", "2025-02-01"}}},
    {"two sources do not restate each other",
     {{"5120"}, {"5320", 1}},
     "conflict",
     "minor",
     "cannot",
     NULL,
     {{"bureau", "2024-02-01"}, {"agency", "2025-02-01"}}},
    {"units of one dimension",
     {{"1.85/0.01", .factor = "1000", .unit = "ton"}, {"1850", 1, .factor = "1", .unit = "kg"}},
     NULL,
     NULL,
     NULL,
     NULL,
     {{0}}},
};

static void check_part(const char *label, const char *what, tie_str text, const char *part) {
    bool has = !part || !*part || tie_str_find(text, tie_str_c(part)) < text.len;
    ck_assert_msg(has, "%s: %s \"%s\" lacks \"%s\"", label, what, c_str(text), part);
}

START_TEST(verdicts) {
    const verdict_case *c = &cases[_i];
    tie_run *run = run_figures(c->figures, c->papers);
    const tie_finding *found = find_row(run, TIE_ROW_FINDING, "compare");
    const tie_finding *held = find_row(run, TIE_ROW_CHECK, "compare");
    if (!c->verdict) {
        ck_assert_msg(!found, "%s: found %s", c->label, found ? c_str(found->message) : "");
        ck_assert_msg(held != NULL, "%s: nothing held", c->label);
    } else {
        ck_assert_msg(found != NULL, "%s: nothing found", c->label);
        ck_assert_msg(!strcmp(tie_verdict_name(found->verdict), c->verdict), "%s: %s", c->label,
                      tie_verdict_name(found->verdict));
        ck_assert_msg(!strcmp(tie_severity_name(found->severity), c->severity), "%s: %s", c->label,
                      tie_severity_name(found->severity));
        check_part(c->label, "message", found->message, c->message);
        check_part(c->label, "diagnosis", found->diagnosis, c->diagnosis);
        ck_assert_msg(c->diagnosis || found->verdict != TIE_VERDICT_CONFLICT ||
                          !found->diagnosis.len || c->severity[0] == 'm',
                      "%s", c->label);
        ck_assert_uint_ge(found->member_count, 2);
    }
    tie_run_free(run);
}
END_TEST

/* The witness pair leads the members, and the pair itself conflicts. */
START_TEST(witness) {
    const figure figures[] = {{">50"}, {"50", .sentence = 3}, {"60", 1}, {"60", 2}, {"60", 3}, {0}};
    tie_run *run = run_figures(figures, NULL);
    const tie_finding *f = find_row(run, TIE_ROW_FINDING, "compare");
    ck_assert(f && f->verdict == TIE_VERDICT_CONFLICT);
    ck_assert(!tie_interval_meet(f->members[0].interval, f->members[1].interval));
    ck_assert_str_eq(dec_text(f->members[0].value), "60");
    ck_assert_str_eq(dec_text(f->members[1].value), "50");
    ck_assert_uint_eq(f->member_count, 5);
    tie_run_free(run);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("compare");
    TCase *tcase = tcase_create("cells");
    tcase_add_checked_fixture(tcase, arena_setup, arena_teardown);
    tcase_add_loop_test(tcase, verdicts, 0, COUNT_OF(cases));
    tcase_add_test(tcase, witness);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
