/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit of sources over a few figures, reckoned by hand. */
#include "analyze/sources.h"

#include "tests/analyze/material.h"

static const paper PAPERS[DOCS_MAX] = {{"A", "2024-01-01"},
                                       {"B", "2024-01-05"},
                                       {"C", "2024-01-09"},
                                       {"A", "2024-03-01"},
                                       {"B", "2023-06-01"}};

typedef struct audit {
    tie_run *run;
    tie_sources *sources;
} audit;

static audit audit_of(const figure *figures, const tie_link *links, size_t link_count) {
    audit a = {.run = run_material(figures, PAPERS, links, link_count, NULL, 0)};
    tie_err err = {0};
    ck_assert(!tie_sources_new(a.run, NULL, &a.sources, &err));
    return a;
}

static void release(audit *a) {
    tie_sources_free(a->sources);
    tie_run_free(a->run);
}

static const tie_source *named(const audit *a, const char *name) {
    for (size_t i = 0; i < a->sources->count; i++)
        if (tie_str_eq(a->sources->items[i].name, tie_str_c(name)))
            return &a->sources->items[i];
    ck_abort_msg("no source %s", name);
    return NULL;
}

/* Five figures of three sources; C differs in the last. Round by round the disagreement weighs
 * x / (x + 5/7) for A and B, whose reliability x is; C has four of five. */
START_TEST(agreement_by_hand) {
    static const figure figures[] = {{"5", 0, 0, .period = "2011"},  {"6", 0, 1, .period = "2012"},
                                     {"7", 0, 2, .period = "2013"},  {"8", 0, 3, .period = "2014"},
                                     {"90", 0, 4, .period = "2015"}, {"5", 1, 0, .period = "2011"},
                                     {"6", 1, 1, .period = "2012"},  {"7", 1, 2, .period = "2013"},
                                     {"8", 1, 3, .period = "2014"},  {"90", 1, 4, .period = "2015"},
                                     {"5", 2, 0, .period = "2011"},  {"6", 2, 1, .period = "2012"},
                                     {"7", 2, 2, .period = "2013"},  {"8", 2, 3, .period = "2014"},
                                     {"77", 2, 4, .period = "2015"}, {NULL}};
    audit a = audit_of(figures, NULL, 0);
    const tie_source *first = named(&a, "A"), *odd = named(&a, "C");
    ck_assert_uint_eq(a.sources->cells, 5);
    ck_assert_uint_eq(first->comparable, 5);
    ck_assert_double_eq_tol(first->agreement.rate, 0.7892768, 1e-7);
    ck_assert_double_eq_tol(odd->agreement.rate, 5.0 / 7, 1e-12);
    ck_assert_double_eq_tol(odd->agreement.lo, 0.4181966, 1e-6); /* quantiles of Beta(5, 2) */
    ck_assert_double_eq_tol(odd->agreement.hi, 0.9371501, 1e-6);
    ck_assert_uint_eq(first->rank, 0); /* twenty are needed */
    ck_assert_uint_eq(a.sources->pair_count, 0);
    release(&a);
}
END_TEST

/* Four comparable figures give no rate; what nobody else says is not comparable. */
START_TEST(too_few) {
    static const figure figures[] = {{"5", 0, 0, .period = "2011"}, {"6", 0, 1, .period = "2012"},
                                     {"7", 0, 2, .period = "2013"}, {"8", 0, 3, .period = "2014"},
                                     {"9", 0, 4, .period = "2015"}, {"5", 1, 0, .period = "2011"},
                                     {"6", 1, 1, .period = "2012"}, {"7", 1, 2, .period = "2013"},
                                     {"8", 1, 3, .period = "2014"}, {NULL}};
    audit a = audit_of(figures, NULL, 0);
    ck_assert_uint_eq(named(&a, "A")->comparable, 4);
    ck_assert_uint_eq(named(&a, "A")->claims, 5);
    ck_assert_int_eq(named(&a, "A")->agreement.is.status, TIE_STAT_TOO_FEW);
    release(&a);
}
END_TEST

/* "more than 50" admits 190 but does not say it: no voice. It does say 53. */
START_TEST(hedges_confirm_what_they_suggest) {
    static const figure figures[] = {{"190", 0, 0, .period = "2011"},
                                     {"53", 0, 1, .period = "2012"},
                                     {">50", 1, 0, .period = "2011"},
                                     {">50", 1, 1, .period = "2012"},
                                     {NULL}};
    audit a = audit_of(figures, NULL, 0);
    ck_assert_uint_eq(a.sources->cells, 1);
    ck_assert_uint_eq(named(&a, "B")->items, 1);
    ck_assert_uint_eq(named(&a, "B")->hedged, 2);
    release(&a);
}
END_TEST

/* The latest figure of a source is its voice; what it changed is counted by whether the period was
 * over. */
START_TEST(changes) {
    static const figure figures[] = {
        {"100", 0, 0, .period = "2022"}, {"70", 1, 0, .period = "2023"},
        {"120", 2, 0, .period = "2022"}, {"120", 3, 0, .period = "2022"},
        {"40", 4, 0, .period = "2023"},  {NULL}};
    audit a = audit_of(figures, NULL, 0);
    const tie_source *late = named(&a, "A"), *early = named(&a, "B");
    ck_assert_uint_eq(late->restated, 1);
    ck_assert_uint_eq(late->updates, 0);
    ck_assert_int_eq(late->lag_days, 60);
    ck_assert_uint_eq(early->updates, 1);
    ck_assert_uint_eq(early->restated, 0);
    ck_assert_uint_eq(a.sources->cells, 1);
    ck_assert_uint_eq(named(&a, "C")->comparable, 1);
    release(&a);
}
END_TEST

START_TEST(own_sums) {
    static const figure figures[] = {{"30", 0, 0, .measure = "-"},
                                     {"10", 0, 1, .measure = "-"},
                                     {"20", 0, 2, .measure = "-"},
                                     {"30", 1, 0, .measure = "-"},
                                     {"10", 1, 1, .measure = "-"},
                                     {"19", 1, 2, .measure = "-"},
                                     {NULL}};
    static const uint32_t right[] = {0, 1, 2}, wrong[] = {3, 4, 5};
    const tie_link links[] = {
        {.kind = TIE_LINK_PARTS, .hold = TIE_LINK_COMPLETE, .claims = right, .count = 3},
        {.kind = TIE_LINK_PARTS, .hold = TIE_LINK_COMPLETE, .claims = wrong, .count = 3}};
    audit a = audit_of(figures, links, 2);
    ck_assert_uint_eq(named(&a, "A")->held, 1);
    ck_assert_uint_eq(named(&a, "A")->failed, 0);
    ck_assert_uint_eq(named(&a, "B")->failed, 1);
    release(&a);
}
END_TEST

/* "more than 10" fits everywhere: it goes with the crowd, and the odd figure stays alone. */
START_TEST(hedges_join_the_crowd) {
    static const figure figures[] = {{"11", 0}, {"11", 1}, {">10", 2}, {NULL}};
    audit a = audit_of(figures, NULL, 0);
    ck_assert_uint_eq(a.sources->cells, 1);
    ck_assert_uint_eq(named(&a, "C")->comparable, 1);
    release(&a);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("sources");
    TCase *tests = tcase_create("by hand");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_test(tests, agreement_by_hand);
    tcase_add_test(tests, too_few);
    tcase_add_test(tests, hedges_confirm_what_they_suggest);
    tcase_add_test(tests, hedges_join_the_crowd);
    tcase_add_test(tests, changes);
    tcase_add_test(tests, own_sums);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
