/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of nothing, of one figure, of figures without ends and of hostile words: always one whole
 * element, with numbers that a reader can draw. */
#include "reports/chart.h"
#include "tests/base/support.h"

#include <float.h>
#include <math.h>

/* Tables name the few members that matter to a row. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

enum { MARKS_MAX = 4 };

typedef struct chart_case {
    const char *label;
    tie_chart_mark marks[MARKS_MAX];
    size_t count;
    tie_chart chart;
    const char *holds, *lacks; /* what the drawing must and must not hold; NULL: anything */
} chart_case;

#define POINT(t, v) .time = (t), .from = (t), .to = (t), .value = (v), .lo = (v), .hi = (v)

static const chart_case cases[] = {
    {"nothing", .count = 0},
    {"one figure", {{POINT(2020, 5)}}, 1, .holds = "<circle"},
    {"all alike", {{POINT(2020, 0)}, {POINT(2021, 0)}}, 2},
    {"no upper end",
     {{.time = 2020, .from = 2020, .to = 2020, .value = 5, .lo = 5, .hi = INFINITY}},
     1,
     .holds = "no end:"},
    {"no end at all",
     {{.time = 2020, .from = 2020, .to = 2020, .value = 5, .lo = -INFINITY, .hi = INFINITY}},
     1},
    {"huge and tiny", {{POINT(2020, 1e300)}, {POINT(2021, 1e-300)}}, 2},
    {"beyond all bounds", {{POINT(2020, DBL_MAX)}, {POINT(2021, -DBL_MAX)}}, 2},
    {"a band without ends",
     {{POINT(2020, 1)}, {POINT(2021, 2)}},
     2,
     {.has_line = true,
      .slope = 1,
      .mid_time = 2020.5,
      .slope_lo = -INFINITY,
      .slope_hi = INFINITY},
     .holds = "stroke-dasharray"},
    {"days", {{POINT(18000, 1)}, {POINT(18030, 2)}}, 2, {.axis = TIE_AXIS_DAYS}, .holds = "2019"},
    {"an average",
     {{.style = TIE_MARK_AVERAGE, .time = 2015, .from = 2013, .to = 2017, .value = 3}},
     1,
     .holds = "average over"},
    {"superseded is hollow",
     {{.style = TIE_MARK_SUPERSEDED, POINT(2015, 3)}, {.ringed = true, POINT(2016, 3)}},
     2,
     .holds = "superseded"},
    {"hostile words",
     {{POINT(2020, 5), .label = {"</title><script>alert(1)</script>", 33},
       .value_label = {"\"><x", 4}}},
     1,
     {.title = {"<script>&\x01\xff", 11}, .subtitle = {"]]>", 3}},
     .holds = "&lt;script&gt;",
     .lacks = "<script"},
};

/* Every element that is opened is closed, in order; enough for what the drawing writes. */
static bool balanced(tie_str s) {
    size_t depth = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '<')
            continue;
        size_t end = i + tie_str_find(tie_str_sub(s, i, s.len), TIE_STR(">"));
        bool closes = s.ptr[i + 1] == '/', alone = s.ptr[end - 1] == '/';
        if (end >= s.len || (closes && !depth))
            return false;
        depth = closes ? depth - 1 : alone ? depth : depth + 1;
    }
    return depth == 0;
}

static bool holds(tie_str s, const char *needle) {
    return tie_str_find(s, tie_str_c(needle)) < s.len;
}

START_TEST(draws) {
    const chart_case *c = &cases[_i];
    tie_arena rooms;
    tie_arena_init(&rooms, 0, &test_guard);
    tie_chart chart = c->chart;
    chart.marks = c->marks;
    chart.mark_count = c->count;
    tie_buf out = tie_buf_new(&test_arena);
    double height = tie_chart_svg(&out, &rooms, &chart, 0);
    tie_str drawn = tie_buf_str(&out);
    ck_assert_msg(height > 100 && height < 2000, "%s: %g high", c->label, height);
    ck_assert_msg(balanced(drawn), "%s: not balanced", c->label);
    ck_assert_msg(holds(drawn, "<title") && holds(drawn, "<desc"), "%s: not described", c->label);
    ck_assert_msg(!holds(drawn, "nan") && !holds(drawn, "\"inf") && !holds(drawn, "\"-inf"),
                  "%s: no number", c->label);
    ck_assert_msg(!c->holds || holds(drawn, c->holds), "%s: lacks %s", c->label, c->holds);
    ck_assert_msg(!c->lacks || !holds(drawn, c->lacks), "%s: holds %s", c->label, c->lacks);
    tie_arena_release(&rooms);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("chart");
    TCase *tcase = tcase_create("chart");
    tcase_add_checked_fixture(tcase, arena_setup, arena_teardown);
    tcase_add_loop_test(tcase, draws, 0, COUNT_OF(cases));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
