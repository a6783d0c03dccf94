/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Empty, short, constant, broken and very long series: a clear answer each time, never a NaN. */
#include "stat_test.h"

typedef struct edge_case {
    const char *name;
    size_t n;
    double time[12], value[12], lo[12], hi[12];
    bool intervals;
} edge_case;

#define YEARS                                                                                      \
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }
static const edge_case EDGES[] = {
    {.name = "empty"},
    {.name = "one", .n = 1, .time = {2000}, .value = {5}},
    {.name = "two", .n = 2, .time = YEARS, .value = {5, 6}},
    {.name = "constant", .n = 12, .time = YEARS, .value = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}},
    {.name = "zeros", .n = 12, .time = YEARS},
    {.name = "line", .n = 12, .time = YEARS, .value = YEARS},
    {.name = "one off a line",
     .n = 12,
     .time = YEARS,
     .value = {5, 5, 5, 5, 5, 50, 5, 5, 5, 5, 5, 5}},
    {.name = "not a number", .n = 12, .time = YEARS, .value = {1, 2, NAN, 4, 5, 6, 7, 8, 9, 1, 2}},
    {.name = "infinite", .n = 12, .time = YEARS, .value = {1, 2, INFINITY, 4, 5, 6, 7, 8, 9}},
    {.name = "time goes back", .n = 12, .time = {1, 2, 3, 4, 4, 5, 6, 7, 8}, .value = YEARS},
    {.name = "no time", .n = 12, .time = {1, 2, 3, NAN, 5, 6, 7, 8, 9}, .value = YEARS},
    {.name = "huge",
     .n = 12,
     .time = YEARS,
     .value = {1e308, -1e308, 1e308, -1.7e308, 1.7e308, 3, 1e308, -1e308, 1e308, 5, 6, 7}},
    {.name = "tiny",
     .n = 12,
     .time = YEARS,
     .value = {1e-308, 2e-308, 1e-310, 5e-324, 0, 3e-309, 1e-308, 2e-308, 3e-308, 0, 0, 1e-308}},
    {.name = "a moment apart",
     .n = 12,
     .time = {0, 5e-324, 1e-323, 1.5e-323, 2e-323, 2.5e-323, 3e-323, 3.5e-323, 4e-323, 4.5e-323,
              5e-323, 5.5e-323},
     .value = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8}},
    {.name = "open ends",
     .n = 12,
     .time = YEARS,
     .value = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8},
     .lo = {-INFINITY, 1, 4, 1, 5, 9, -INFINITY, 6, 5, 3, 5, -INFINITY},
     .hi = {3, INFINITY, 4, INFINITY, 5, INFINITY, INFINITY, 6, INFINITY, 3, INFINITY, INFINITY},
     .intervals = true},
    {.name = "all unknown",
     .n = 12,
     .time = YEARS,
     .value = YEARS,
     .lo = {-INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY,
            -INFINITY, -INFINITY, -INFINITY, -INFINITY},
     .hi = {INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY,
            INFINITY, INFINITY, INFINITY, INFINITY},
     .intervals = true},
    {.name = "turned round",
     .n = 12,
     .time = YEARS,
     .value = YEARS,
     .lo = {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3},
     .hi = {0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2},
     .intervals = true},
};

/* Finite numbers, or zeros where there is no answer. */
static void check_part(const char *name, const char *part, tie_stat is, const double *x, size_t n,
                       bool may_be_infinite) {
    ck_assert_msg(is.method && is.assumes && is.why, "%s: %s says too little", name, part);
    ck_assert_msg((is.status == TIE_STAT_OK) == (is.why[0] == 0), "%s: %s: %s", name, part, is.why);
    for (size_t i = 0; i < n; i++) {
        bool sound = may_be_infinite ? !isnan(x[i]) : isfinite(x[i]);
        ck_assert_msg(sound, "%s: %s: member %zu is %g", name, part, i, x[i]);
        ck_assert_msg(is.status == TIE_STAT_OK || x[i] == 0, "%s: %s: %g without an answer", name,
                      part, x[i]);
    }
}
#define CHECK_PART(part, infinite, ...)                                                            \
    check_part(name, #part, t.part.is, (const double[]){__VA_ARGS__},                              \
               sizeof(const double[]){__VA_ARGS__} / sizeof(double), infinite)

static void check_trend(const char *name, tie_trend t) {
    CHECK_PART(kendall, false, (double)t.kendall.s, t.kendall.tau, t.kendall.var_s, t.kendall.z,
               t.kendall.p, t.kendall.p_normal);
    CHECK_PART(sen, false, t.sen.slope, t.sen.level, t.sen.mid_time);
    CHECK_PART(sen, true, t.sen.slope_lo, t.sen.slope_hi, t.sen.lo, t.sen.hi);
    CHECK_PART(cagr, true, t.cagr.rate, t.cagr.lo, t.cagr.hi);
    CHECK_PART(log_growth, false, t.log_growth.rate, t.log_growth.lo, t.log_growth.hi);
    CHECK_PART(line, false, t.line.slope, t.line.level, t.line.se_slope, t.line.residual_sd,
               t.line.p, t.line.intercept, t.line.se_intercept, t.line.sum_squares_time);
    CHECK_PART(robust, false, t.robust.slope, t.robust.level, t.robust.se_slope, t.robust.p);
    CHECK_PART(next, false, t.next.value, t.next.lo, t.next.hi, t.next.p);
    CHECK_PART(last, false, t.last.value, t.last.lo, t.last.hi, t.last.p);
    CHECK_PART(outlier, false, t.outlier.t, t.outlier.p);
    CHECK_PART(step, false, t.step.before, t.step.after, t.step.p, t.step.p_change, t.step.p_line);
    CHECK_PART(serial, false, t.serial.statistic, t.serial.p);
    CHECK_PART(moments, false, t.moments.mean, t.moments.sd, t.moments.median, t.moments.mad,
               t.moments.serial);
    ck_assert(isfinite(t.next_time));
}

START_TEST(edges) {
    WITH_ARENA(arena);
    const edge_case *e = &EDGES[_i];
    tie_series s = {e->time, e->value, e->intervals ? e->lo : NULL, e->intervals ? e->hi : NULL,
                    e->n};
    tie_trend t = tie_stat_trend(&arena, s, (tie_trend_options){.replicates = 99});
    check_trend(e->name, t);
    ck_assert_uint_eq(t.n, e->n);
    if (e->n < TIE_STAT_MIN_P)
        ck_assert_str_eq(tie_stat_trend_words(&t.kendall, t.kendall.p), "too few figures");
    tie_arena_release(&arena);
}
END_TEST

START_TEST(minimum_counts) {
    WITH_ARENA(arena);
    double time[15], value[15];
    for (int i = 0; i < 15; i++) {
        time[i] = i;
        value[i] = (i * 7) % 11 + 1;
    }
    for (size_t n = 0; n <= 15; n++) {
        tie_series s = {time, value, NULL, NULL, n};
        tie_trend t = tie_stat_trend(&arena, s, (tie_trend_options){.replicates = 99});
        ck_assert_int_eq(t.kendall.is.status == TIE_STAT_OK, n >= 5);
        ck_assert_int_eq(t.sen.is.status == TIE_STAT_OK, n >= 5);
        ck_assert_int_eq(t.next.is.status == TIE_STAT_OK, n >= 5);
        ck_assert_int_eq(t.next.may_warn, n >= 8);
        ck_assert_int_eq(t.last.is.status == TIE_STAT_OK, n >= 6);
        ck_assert_int_eq(t.outlier.is.status == TIE_STAT_OK, n >= 7);
        ck_assert_int_eq(t.step.is.status == TIE_STAT_OK, n >= 10);
        ck_assert_int_eq(t.serial.is.status == TIE_STAT_OK, n >= 15);
        ck_assert_int_eq(tie_stat_kendall(&arena, s, 11).is.status == TIE_STAT_OK, n >= 7);
        ck_assert_int_eq(tie_stat_agreement(0, n).is.status == TIE_STAT_OK, n >= 5);
    }
    static const uint8_t digits[10] = {0};
    ck_assert_int_eq(tie_stat_heaping(digits, 9).is.status, TIE_STAT_TOO_FEW);
    ck_assert_int_eq(tie_stat_heaping(digits, 10).is.status, TIE_STAT_OK);
    ck_assert(!tie_stat_agreement(19, 19).may_rank && tie_stat_agreement(20, 20).may_rank);
    tie_arena_release(&arena);
}
END_TEST

START_TEST(long_series) {
    WITH_ARENA(arena);
    enum { MANY = 100000 };
    double *x = TIE_NEW(&arena, double, 4 * MANY), *lo = x + 2 * MANY, *hi = x + 3 * MANY;
    uint32_t state = 1;
    for (size_t i = 0; i < MANY; i++) {
        state = state * 1664525u + 1013904223u;
        x[i] = 1900 + (double)i / 365.25;
        x[MANY + i] = 1000 + (double)i / 365.25 * 2 + (double)(state >> 8) / (1 << 24) * 100;
        lo[i] = x[MANY + i] - 5;
        hi[i] = state % 3 ? x[MANY + i] + 5 : INFINITY;
    }
    tie_series exact = {x, x + MANY, NULL, NULL, MANY}, hedged = {x, x + MANY, lo, hi, MANY / 8};
    tie_trend t = tie_stat_trend(&arena, exact, (tie_trend_options){0});
    check_trend("long", t);
    ck_assert_double_eq_tol(t.sen.slope, 2, 0.01);
    ck_assert(t.sen.lo < t.sen.slope && t.sen.slope < t.sen.hi && t.sen.hi - t.sen.lo < 0.02);
    t = tie_stat_trend(&arena, hedged, (tie_trend_options){0});
    check_trend("long, hedged", t);
    ck_assert(t.sen.slope_lo < 2 && t.sen.slope_hi > 2);
    tie_arena_release(&arena);
}
END_TEST

/* Counting bisection must find what the list of all slopes holds: one figure more than the limit
 * switches from one way to the other. */
START_TEST(bisection_agrees_with_list) {
    WITH_ARENA(arena);
    enum { MANY = 1001, PAIRS = MANY * (MANY - 1) / 2 };
    double time[MANY], value[MANY];
    uint32_t state = 9;
    for (int i = 0; i < MANY; i++) {
        state = state * 1664525u + 1013904223u;
        time[i] = i + 0.5 * (state >> 31);
        value[i] = 1e-6 * i + (double)(state >> 16) / 65536 - 3;
    }
    size_t count = 0;
    double *all = TIE_NEW(&arena, double, PAIRS);
    for (int i = 0; i < MANY; i++)
        for (int j = i + 1; j < MANY; j++)
            all[count++] = (value[j] - value[i]) / (time[j] - time[i]);
    tie_sen sen = tie_stat_sen(&arena, (tie_series){time, value, NULL, NULL, MANY});
    size_t below = 0, up_to = 0;
    for (size_t k = 0; k < count; k++) {
        below += all[k] < sen.slope - 1e-12 * fabs(sen.slope) - 1e-17;
        up_to += all[k] <= sen.slope + 1e-12 * fabs(sen.slope) + 1e-17;
    }
    ck_assert_uint_le(below, (count - 1) / 2);
    ck_assert_uint_gt(up_to, (count - 1) / 2);
    tie_arena_release(&arena);
}
END_TEST

/* A trend in hedged figures, and the ends that the hedges leave. */
START_TEST(hedged_series) {
    WITH_ARENA(arena);
    const double time[] = {2010, 2011, 2012, 2013, 2014, 2016};
    const double value[] = {10, 20, 30, 40, 50, 70};
    const double lo[] = {10, 18, 30, 38, 50, 70}, hi[] = {10, 20, 32, 40, 50, INFINITY};
    tie_series s = {time, value, lo, hi, 6};
    tie_kendall k = tie_stat_kendall(&arena, s, 1);
    ck_assert_int_eq(k.s, 15);
    ck_assert_double_eq_tol(k.p, 2.0 / 720, 1e-15);
    tie_sen sen = tie_stat_sen(&arena, s);
    ck_assert(sen.slope_lo <= 10 && sen.slope == 10 && sen.slope_hi >= 10);
    ck_assert(isfinite(sen.lo) && sen.hi == INFINITY);
    tie_growth g = tie_stat_cagr(s);
    ck_assert_double_eq_tol(g.rate, pow(7, 1.0 / 6) - 1, 1e-15);
    ck_assert(g.lo == g.rate && g.hi == INFINITY);
    tie_next check = tie_stat_next_check(&arena, s, 5);
    ck_assert_int_eq(check.is.status, TIE_STAT_OK);
    ck_assert(!check.outside);
    tie_arena_release(&arena);
}
END_TEST

START_TEST(adjusted_p) {
    WITH_ARENA(arena);
    /* R: p.adjust(c(.01, .04, .03, .005), "BH") */
    const double p[] = {.01, .04, .03, .005, NAN};
    double q[5];
    tie_stat_adjust(&arena, p, 4, q);
    ck_assert_double_eq_tol(q[0], .02, 1e-15);
    ck_assert_double_eq_tol(q[1], .04, 1e-15);
    ck_assert_double_eq_tol(q[2], .04, 1e-15);
    ck_assert_double_eq_tol(q[3], .02, 1e-15);
    tie_stat_adjust(&arena, p, 5, q);
    ck_assert(q[4] == 1);
    tie_stat_adjust(&arena, p, 0, q);
    tie_arena_release(&arena);
}
END_TEST

START_TEST(agreement_band) {
    tie_rate none = tie_stat_agreement(0, 5), all = tie_stat_agreement(5, 5);
    ck_assert_double_eq_tol(none.rate, 1.0 / 7, 1e-15);
    ck_assert_double_eq_tol(none.hi, 1 - pow(.05, 1.0 / 6), 1e-12); /* Beta(1, 6) */
    ck_assert_double_eq_tol(all.lo, 1 - none.hi, 1e-12);
    ck_assert_int_eq(tie_stat_agreement(6, 5).is.status, TIE_STAT_NOT_COMPUTABLE);
    ck_assert_int_eq(tie_stat_agreement(NAN, 5).is.status, TIE_STAT_NOT_COMPUTABLE);
    tie_rate many = tie_stat_agreement(99999.5, 100000);
    ck_assert(many.lo > .9999 && many.hi < 1 && many.lo < many.hi);
    ck_assert_double_eq_tol(tie_stat_binomial_tail(2, 3, .5), .5, 1e-15);
    ck_assert(tie_stat_binomial_tail(0, 3, .5) == 1 && tie_stat_binomial_tail(4, 3, .5) == 0);
    ck_assert(tie_stat_binomial_tail(1, 3, NAN) == 1);
    tie_rate zero = tie_stat_share_exact(0, 10), full = tie_stat_share_exact(10, 10);
    ck_assert(zero.lo == 0 && full.hi == 1);
    ck_assert_double_eq_tol(zero.hi, .3084971, 1e-7);
    ck_assert_int_eq(tie_stat_share_wilson(3, 2).is.status, TIE_STAT_NOT_COMPUTABLE);
}
END_TEST

static void add(TCase *tests) {
    tcase_add_loop_test(tests, edges, 0, sizeof EDGES / sizeof *EDGES);
    tcase_add_test(tests, minimum_counts);
    tcase_add_test(tests, long_series);
    tcase_add_test(tests, bisection_agrees_with_list);
    tcase_add_test(tests, hedged_series);
    tcase_add_test(tests, adjusted_p);
    tcase_add_test(tests, agreement_band);
}

int main(void) { return run_suite("stat_edge", add); }
