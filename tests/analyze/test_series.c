/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which figures stand in a timeline, and what it says in words. */
#include "analyze/series.h"
#include "tests/analyze/material.h"

#include <math.h>

/* Each point as "2015=10", with a sign before it: "~" an average, "-" superseded, "?" at odds; "<"
 * and ">" behind it for open ends; timelines apart by "; ". */
static tie_str drawn(const tie_run *run) {
    static const char *const SIGNS[] = {"", "~", "-", "?"};
    tie_buf buf = tie_buf_new(&test_arena);
    const tie_timelines *all = tie_run_timelines(run);
    for (size_t i = 0; i < all->count; i++) {
        const tie_timeline *t = &all->items[i];
        tie_buf_puts(&buf, i ? "; " : "");
        for (size_t k = 0; k < t->count; k++) {
            const tie_point *p = &t->points[k];
            tie_buf_printf(&buf, "%s%s", k ? " " : "", SIGNS[p->use]);
            tie_grain_label(&buf, t->grain, p->use == TIE_POINT_SPAN ? p->from : p->time);
            tie_buf_printf(&buf, "=%g%s%s", p->value, isinf(p->lo) ? "<" : "",
                           isinf(p->hi) ? ">" : "");
        }
    }
    return tie_buf_str(&buf);
}

typedef struct series_case {
    const char *label;
    figure figures[8];
    paper papers[DOCS_MAX];
    const char *drawn;
} series_case;

static const series_case series_cases[] = {
    {"years in order, gaps stay",
     {{"12", .period = "2012"}, {"10", 1, .period = "2010"}, {"11", 2, .period = "2009"}},
     .drawn = "2009=11 2010=10 2012=12"},
    {"one figure is no series", {{"12", .period = "2012"}}, .drawn = ""},
    {"hedges keep their ends",
     {{">12", .period = "2012"}, {"<10", 1, .period = "2013"}},
     .drawn = "2012=12> 2013=10<"},
    {"those that agree narrow each other, the plain one is shown",
     {{">10", .period = "2012"}, {"12", 1, .period = "2012"}, {"13", 2, .period = "2013"}},
     .drawn = "2012=12 2013=13"},
    {"a later figure replaces an earlier one",
     {{"12", .period = "2012"}, {"14", 1, .period = "2012"}, {"9", 1, .period = "2011"}},
     {{"A", "2013-01-01"}, {"A", "2014-01-01"}},
     "2011=9 2012=14 -2012=12"},
    {"a primary source stands before a later one",
     {{"12", .period = "2012"}, {"14", 1, .period = "2012"}, {"9", 1, .period = "2011"}},
     {{"Census", "2013-01-01"}, {"Paper", "2014-01-01"}},
     "2011=9 2012=12 -2012=14"},
    {"figures of one date at odds stand for nothing",
     {{"12", .period = "2012"},
      {"14", 1, .period = "2012"},
      {"9", 1, .period = "2011"},
      {"8", 1, .period = "2010"}},
     .drawn = "2010=8 2011=9 ?2012=12 ?2012=14"},
    {"parts of a year are left out of years",
     {{"12", .period = "2012"}, {"6", 1, .period = "2013-01/2013-06"}, {"9", 2, .period = "2011"}},
     .drawn = "2011=9 2012=12"},
    {"like parts of years are a series of their own",
     {{"12", .period = "2012-01/2012-10"}, {"6", 1, .period = "2013-01/2013-10"}},
     .drawn = "2012=12 2013=6"},
    {"unlike parts are none",
     {{"12", .period = "2012-01/2012-10"}, {"6", 1, .period = "2013-01/2013-09"}},
     .drawn = ""},
    {"days that make a month are one",
     {{"12", .period = "2012-02-01/2012-02-29"}, {"6", 1, .period = "2012-03"}},
     .drawn = "2012-02=12 2012-03=6"},
    {"longer stretches as averages, the rest of the longer one",
     {{"600", .period = "2013/2018"},
      {"900", 1, .period = "2013/2022"},
      {"50", 2, .period = "2023"}},
     .drawn = "~2013=100 ~2019=75 2023=50"},
    {"another agent, place or unit is another series",
     {{"1", .period = "2012"},
      {"2", 1, .period = "2013"},
      {"3", 2, .period = "2012", .place = "Peru"},
      {"4", 3, .period = "2013", .place = "Peru"},
      {"5", 2, .period = "2012", .agent = "customs"},
      {"6", 3, .period = "2014", .unit = "person"}},
     .drawn = "2012=1 2013=2; 2012=3 2013=4"},
    {"tons and kilograms in the unit of most",
     {{"2", .period = "2012", .unit = "ton", .factor = "1000000"},
      {"500", 1, .period = "2013", .unit = "kg", .factor = "1000"},
      {"3", 2, .period = "2014", .unit = "ton", .factor = "1000000"}},
     .drawn = "2012=2 2013=0.5 2014=3"},
    {"a break cuts",
     {{"1", .period = "2016", .measure = "redefined"},
      {"2", 1, .period = "2017", .measure = "redefined"},
      {"3", 2, .period = "2018", .measure = "redefined"},
      {"4", 3, .period = "2019", .measure = "redefined"}},
     .drawn = "2016=1 2017=2; 2018=3 2019=4"},
    {"totals become what they grow by",
     {{"10", 0, .measure = "toll", .period = "-"},
      {"14", 1, .measure = "toll", .period = "-"},
      {"22", 2, .measure = "toll", .period = "-"}},
     {{"A", "2020-03-01"}, {"A", "2020-03-02"}, {"A", "2020-03-04"}},
     "2020-03-02=4 2020-03-04=4"},
    {"open measures where the place is known",
     {{"1", .period = "2012", .measure = "-"},
      {"2", 1, .period = "2013", .measure = "-"},
      {"3", 2, .period = "2012", .measure = "-", .place = "Atlantis"},
      {"4", 3, .period = "2013", .measure = "-", .place = "Atlantis"}},
     .drawn = "2012=1 2013=2"},
    {"plans are no figures",
     {{"1", .period = "2012"}, {"2", 1, .period = "2013", .modality = TIE_MODALITY_PLANNED}},
     .drawn = ""},
    {"no time, no series",
     {{"1", .period = "-"},
      {"2", 1, .period = "2013/.."},
      {"3", 2, .period = "../2013"},
      {"4", 3, .period = "XXXX-09-14"},
      {"5", 3, .period = "2014/2013"}},
     .drawn = ""},
};

START_TEST(timelines) {
    const series_case *c = &series_cases[_i];
    tie_run *run = run_figures(c->figures, c->papers);
    tie_str got = drawn(run);
    ck_assert_msg(tie_str_eq(got, tie_str_c(c->drawn)), "%s: %.*s", c->label, TIE_FMT(got));
    tie_run_free(run);
}
END_TEST

typedef struct words_case {
    const char *label;
    figure figures[12];
    const char *sentence;
} words_case;

static const words_case words_cases[] = {
    {"a clear rise",
     {{"12", 0, 0, .period = "2010"},
      {"15", 0, 1, .period = "2011"},
      {"14", 0, 2, .period = "2013"},
      {"18", 0, 3, .period = "2014"},
      {"18", 0, 4, .period = "2015"},
      {"21", 0, 5, .period = "2016"},
      {"25", 0, 6, .period = "2018"},
      {"24", 0, 7, .period = "2020"},
      {"30", 0, 8, .period = "2021"}},
     "Rose in 33 of 35 comparable pairs of years between 2010 and 2021; the typical rise is 1.5 "
     "cases per year (1 to 2). Clear upward trend, 9 figures."},
    {"a likely fall",
     {{"15", 0, 0, .period = "2010"},
      {"14", 0, 1, .period = "2011"},
      {"12", 0, 2, .period = "2012"},
      {"11", 0, 3, .period = "2013"},
      {"10", 0, 4, .period = "2014"}},
     "Fell in 10 of 10 comparable pairs of years between 2010 and 2014; the typical fall is 1.29 "
     "cases per year (1 to 2). Likely downward trend, 5 figures."},
    {"nothing is told apart",
     {{">15", 0, 0, .period = "2010"},
      {">14", 0, 1, .period = "2011"},
      {">12", 0, 2, .period = "2012"},
      {">11", 0, 3, .period = "2013"},
      {">10", 0, 4, .period = "2014"}},
     "No two figures are apart for certain between 2010 and 2014. No clear trend, 5 figures."},
    {"too few, and how far they are apart",
     {{"35", 0, 0, .period = "2022"}, {"42", 0, 1, .period = "2023"}},
     "Two figures: too few to speak of a trend (5 are needed). From 35 in 2022 to 42 in 2023: a "
     "rise of 20%."},
    {"an end that is open",
     {{">160", 0, 0, .period = "2015"}, {"42", 0, 1, .period = "2023"}},
     "Two figures: too few to speak of a trend (5 are needed). From at least 160 in 2015 to 42 in "
     "2023: a fall of at least 74%."},
    {"about the same",
     {{"~100", 0, 0, .period = "2015"}, {"~102", 0, 1, .period = "2016"}},
     "Two figures: too few to speak of a trend (5 are needed). From 100 in 2015 to 102 in 2016: a "
     "change of 2% (-17% to 25%)."},
    {"from nothing",
     {{"0", 0, 0, .period = "2015"}, {"2", 0, 1, .period = "2016"}},
     "Two figures: too few to speak of a trend (5 are needed). From 0 in 2015 to 2 in 2016."},
};

START_TEST(sentences) {
    const words_case *c = &words_cases[_i];
    tie_run *run = run_figures(c->figures, NULL);
    const tie_timelines *all = tie_run_timelines(run);
    ck_assert_uint_eq(all->count, 1);
    tie_str got = tie_timeline_sentence(&test_arena, &all->items[0]);
    ck_assert_msg(tie_str_eq(got, tie_str_c(c->sentence)), "%s: %.*s", c->label, TIE_FMT(got));
    tie_run_free(run);
}
END_TEST

/* Eleven years on a line with a little noise, and one that is not. */
START_TEST(odd_figure) {
    static const char *const VALUES[] = {"100", "112", "119", "131", "140", "149",
                                         "161", "170", "178", "192", "400"};
    figure figures[COUNT_OF(VALUES) + 1] = {{0}};
    for (unsigned i = 0; i < (unsigned)COUNT_OF(VALUES); i++)
        figures[i] = (figure){VALUES[i], .sentence = i,
                              .period = tie_arena_printf(&test_arena, "%u", 2010 + i).ptr};
    tie_run *run = run_figures(figures, NULL);
    const tie_timeline *t = &tie_run_timelines(run)->items[0];
    const tie_point *last = tie_timeline_used(t, t->figures.n - 1);
    ck_assert_int_eq(last->flags, TIE_POINT_NEXT | TIE_POINT_OUTLIER);
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows), odd = 0;
    for (size_t i = 0; i < count; i++) {
        bool about = rows[i].row == TIE_ROW_FINDING && rows[i].member_count &&
                     tie_str_eq(rows[i].members[0].role, TIE_STR("odd"));
        odd += about;
        if (about)
            ck_assert_int_eq(rows[i].severity, TIE_SEVERITY_NOTE);
    }
    ck_assert_uint_eq(odd, 1);
    tie_run_free(run);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("series");
    TCase *tcase = tcase_create("series");
    tcase_add_checked_fixture(tcase, arena_setup, arena_teardown);
    tcase_add_loop_test(tcase, timelines, 0, COUNT_OF(series_cases));
    tcase_add_loop_test(tcase, sentences, 0, COUNT_OF(words_cases));
    tcase_add_test(tcase, odd_figure);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
