/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints, confidence, causes and order of rows; dates and trends, whose rows need them. */
#include "tests/analyze/material.h"

static const tie_finding *only(const tie_run *run, const char *code) {
    const tie_finding *f = find_row(run, TIE_ROW_FINDING, code);
    ck_assert_msg(f != NULL, "no finding %s", code);
    return f;
}

/* Neither order, nor place in the text, nor value is part of a fingerprint; the evidence changes.
 */
START_TEST(fingerprint) {
    const figure figures[] = {{"42"}, {"97", 1}, {0}};
    const figure moved[] = {{"97", 0, 7}, {"42", 3, 2}, {0}};
    const figure changed[] = {{"42"}, {"99", 1}, {0}};
    const figure elsewhere[] = {{"42", .place = "Peru"}, {"97", 1, .place = "Peru"}, {0}};
    tie_run *a = run_figures(figures, NULL), *b = run_figures(moved, NULL);
    tie_run *c = run_figures(changed, NULL), *d = run_figures(elsewhere, NULL);
    const tie_finding *first = only(a, "compare");
    ck_assert(first->fingerprint == only(b, "compare")->fingerprint);
    ck_assert(first->evidence == only(b, "compare")->evidence);
    ck_assert(first->fingerprint == only(c, "compare")->fingerprint);
    ck_assert(first->evidence != only(c, "compare")->evidence);
    ck_assert(first->fingerprint != only(d, "compare")->fingerprint);
    tie_run_free(a);
    tie_run_free(b);
    tie_run_free(c);
    tie_run_free(d);
}
END_TEST

typedef struct confidence_case {
    const char *label;
    uint32_t a, b;
    bool open;
    tie_confidence confidence;
    tie_severity severity;
} confidence_case;

static const confidence_case confidences[] = {
    {"nothing assumed", 0, 0, false, TIE_CONFIDENCE_HIGH, TIE_SEVERITY_MAJOR},
    {"the same assumed of both", TIE_ASSUME_YEAR, TIE_ASSUME_YEAR, false, TIE_CONFIDENCE_HIGH,
     TIE_SEVERITY_MAJOR},
    {"one differs", TIE_ASSUME_YEAR, 0, false, TIE_CONFIDENCE_MEDIUM, TIE_SEVERITY_MAJOR},
    {"two differ", TIE_ASSUME_YEAR, TIE_ASSUME_NOUN, false, TIE_CONFIDENCE_LOW, TIE_SEVERITY_MINOR},
    {"two differ, open", TIE_ASSUME_YEAR, TIE_ASSUME_NOUN, true, TIE_CONFIDENCE_LOW,
     TIE_SEVERITY_NOTE},
};

START_TEST(confidence) {
    const confidence_case *c = &confidences[_i];
    const char *measure = c->open ? "-" : "cases";
    const figure figures[] = {{"42", .assumptions = c->a, .measure = measure},
                              {"97", 1, .assumptions = c->b, .measure = measure},
                              {0}};
    tie_run *run = run_figures(figures, NULL);
    const tie_finding *f = only(run, "compare");
    ck_assert_msg(f->confidence == c->confidence, "%s: %s", c->label,
                  tie_confidence_name(f->confidence));
    ck_assert_msg(f->severity == c->severity, "%s: %s", c->label, tie_severity_name(f->severity));
    ck_assert_uint_eq(f->assumptions, c->a | c->b);
    tie_run_free(run);
}
END_TEST

/* An impossible date names the claims it governs; what follows from them is nested under it. */
START_TEST(cause) {
    const figure figures[] = {{"42"}, {"97", 1}, {0}};
    const tie_date_expr date = {.span = {0, 0},
                                .sentence = {0, 999},
                                .line = 1,
                                .col = 1,
                                .text = TIE_STR("January to May 2018, 2023"),
                                .fault = TIE_STR("two years in one expression")};
    tie_run *run = run_material(figures, NULL, NULL, 0, &date, 1);
    const tie_finding *f = only(run, "date");
    ck_assert_int_eq(f->severity, TIE_SEVERITY_CRITICAL);
    ck_assert_uint_eq(f->member_count, 2);
    ck_assert(!f->members[0].has_value && f->members[1].claim == 0);
    ck_assert(f->cause == 0 && only(run, "compare")->cause == f->fingerprint);
    tie_run_free(run);
}
END_TEST

START_TEST(after_publication) {
    const figure figures[] = {{"42"}, {"43", 1}, {0}};
    const paper papers[DOCS_MAX] = {{"a", "2022-05-01"}, {"a", "2024-05-01"}};
    tie_run *run = run_figures(figures, papers);
    const tie_finding *f = only(run, "date");
    ck_assert_uint_eq(f->member_count, 1);
    ck_assert_uint_eq(f->members[0].doc, 0);
    tie_run_free(run);
}
END_TEST

/* Findings before checks before the ledger, the grave ones first. */
START_TEST(order) {
    const figure figures[] = {{"42"},
                              {"97", 1},
                              {"5", 2, .period = "2021"},
                              {"5", 3, .period = "2021"},
                              {">50", 4, .period = "2020"},
                              {"50", 5, .period = "2020"},
                              {"9", 5, .period = "2019"},
                              {0}};
    tie_run *run = run_figures(figures, NULL);
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows);
    ck_assert_uint_ge(count, 4);
    ck_assert_int_eq(rows[0].severity, TIE_SEVERITY_MAJOR);
    ck_assert_int_eq(rows[1].severity, TIE_SEVERITY_NOTE);
    for (size_t i = 1; i < count; i++)
        ck_assert_int_le(rows[i - 1].row, rows[i].row);
    ck_assert_int_eq(rows[count - 1].row, TIE_ROW_SKIPPED);
    tie_run_free(run);
}
END_TEST

START_TEST(trend) {
    figure figures[9] = {{0}};
    static const char *const years[] = {"2015", "2016", "2017", "2018",
                                        "2019", "2020", "2021", "2022"};
    static const char *const values[] = {"10", "12", "15", "19", "24", "30", "37", "45"};
    for (unsigned i = 0; i < 8; i++)
        figures[i] = (figure){values[i], .sentence = i, .period = years[i]};
    tie_run *run = run_figures(figures, NULL);
    const tie_finding *f = only(run, "trend");
    ck_assert_int_eq(f->severity, TIE_SEVERITY_INFO);
    ck_assert_str_eq(c_str(f->message),
                     "Cases, China: clear upward trend in 8 figures, 2015 to 2022");
    tie_run_free(run);
    figures[4].value = NULL;
    run = run_figures(figures, NULL);
    ck_assert_ptr_null(find_row(run, TIE_ROW_FINDING, "trend"));
    const tie_finding *skipped = find_row(run, TIE_ROW_SKIPPED, "trend");
    ck_assert(skipped && tie_str_eq(skipped->reason, TIE_STR("too few")));
    tie_run_free(run);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("finding");
    TCase *tcase = tcase_create("rows");
    tcase_add_checked_fixture(tcase, arena_setup, arena_teardown);
    tcase_add_test(tcase, fingerprint);
    tcase_add_loop_test(tcase, confidence, 0, COUNT_OF(confidences));
    tcase_add_test(tcase, cause);
    tcase_add_test(tcase, after_publication);
    tcase_add_test(tcase, order);
    tcase_add_test(tcase, trend);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
