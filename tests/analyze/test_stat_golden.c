/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures found independently by R 4, scipy, statsmodels and by enumeration, to their printed
 * digits. The figures of the line are those of series B, the
 * robust slope that of B with a stray figure for 2016, Ljung-Box that of the figures of A
 * themselves. */
#include "stat_test.h"

enum { N = 9 };
static const double TIME[N] = {2010, 2011, 2013, 2014, 2015, 2016, 2018, 2020, 2021};
static const double A[N] = {12, 15, 14, 18, 18, 21, 25, 24, 30};
static const double B[N] = {12, 15, 14, 18, 19, 21, 25, 24, 30};
static const tie_series SERIES_A = {TIME, A, NULL, NULL, N};
static const tie_series SERIES_B = {TIME, B, NULL, NULL, N};

START_TEST(kendall_with_a_tie) {
    WITH_ARENA(arena);
    tie_kendall k = tie_stat_kendall(&arena, SERIES_A, 1);
    ck_assert_int_eq(k.is.status, TIE_STAT_OK);
    ck_assert_uint_eq(k.is.n, N);
    ck_assert_int_eq(k.s, 31);
    ck_assert_uint_eq(k.rising, 33);
    ck_assert_uint_eq(k.falling, 2);
    ck_assert_uint_eq(k.undecided, 1);
    PRINTS(k.var_s, "91.000000000");
    PRINTS(k.tau, "0.8733260632");
    PRINTS(k.z, "3.144854510");
    PRINTS(k.p_normal, "0.001661694458");
    PRINTS(k.p, "0.000396825");
    PRINTS(k.p * 362880, "144.0000000");
    ck_assert(k.exact);
    ck_assert_str_eq(tie_stat_trend_words(&k, k.p), "clear upward trend");
    tie_arena_release(&arena);
}
END_TEST

START_TEST(kendall_without_ties) {
    WITH_ARENA(arena);
    tie_kendall k = tie_stat_kendall(&arena, SERIES_B, 1);
    PRINTS(k.p, "0.0002425044");
    static const char *const smallest[] = {".333", ".0833", ".0167", ".0028", ".0004"};
    static const size_t singles[] = {1, 1, 1, 1, 1, 1, 1};
    for (size_t n = 3; n <= 7; n++) {
        double p = tie__kendall_groups_p(&arena, singles, n, (int64_t)(n * (n - 1) / 2));
        char text[16];
        snprintf(text, sizeof text, "0%s", smallest[n - 3]);
        assert_prints(p, text, "smallest p");
    }
    tie_arena_release(&arena);
}
END_TEST

START_TEST(slopes) {
    WITH_ARENA(arena);
    tie_sen sen = tie_stat_sen(&arena, SERIES_A);
    PRINTS(sen.slope, "1.500000000000");
    PRINTS(sen.lo, "1.000000000000");
    PRINTS(sen.hi, "2.000000000000");
    ck_assert(sen.slope_lo == sen.slope && sen.slope_hi == sen.slope);
    tie_line line = tie_stat_line(&arena, SERIES_B);
    PRINTS(line.slope, "1.471264368");
    PRINTS(line.se_slope, "0.1587348772");
    double stray[N];
    memcpy(stray, B, sizeof stray);
    stray[5] = 210;
    tie_line robust = tie_stat_line_robust(&arena, (tie_series){TIME, stray, NULL, NULL, N});
    ck_assert_int_eq(robust.is.status, TIE_STAT_OK);
    PRINTS(robust.slope, "1.4732");
    tie_arena_release(&arena);
}
END_TEST

START_TEST(next_value) {
    WITH_ARENA(arena);
    tie_next next = tie_stat_next(&arena, SERIES_B, 2022);
    PRINTS(next.value, "29.5862069");
    PRINTS(next.lo, "24.64451637");
    PRINTS(next.hi, "34.52789742");
    ck_assert(next.may_warn);
    tie_arena_release(&arena);
}
END_TEST

/* Below their minimum of figures only the parts are open to a test. */
START_TEST(serial_and_step_parts) {
    WITH_ARENA(arena);
    double q = tie__ljung_box(A, N, 1);
    PRINTS(q, "3.5726529");
    PRINTS(tie__stat_chi2_p(q, 1), "0.0587384");

    int64_t scores[N];
    uint64_t decided;
    size_t at;
    tie__series_scores(&arena, &SERIES_A, scores, &decided);
    int64_t k = tie__pettitt(scores, N, &at);
    ck_assert_uint_eq(at, 5);
    PRINTS(tie__pettitt_asymptotic_p(k, N), "0.1033312138");

    ck_assert_int_eq(tie_stat_serial(&arena, SERIES_A, 0, 0).is.status, TIE_STAT_TOO_FEW);
    ck_assert_int_eq(tie_stat_step(&arena, SERIES_A, 0, 0).is.status, TIE_STAT_TOO_FEW);
    tie_arena_release(&arena);
}
END_TEST

START_TEST(ranks_and_spread) {
    WITH_ARENA(arena);
    PRINTS(tie_stat_spearman(&arena, TIME, A, N).statistic, "0.9623515201");
    tie_moments m = tie_stat_moments(&arena, A, N);
    PRINTS(m.mad, "5.930408874");
    PRINTS(m.median, "18.0");
    tie_arena_release(&arena);
}
END_TEST

START_TEST(quantiles_and_shares) {
    double q;
    ck_assert_int_eq(tie_stat_t_quantile(0.975, 7, &q), TIE_OK);
    ck_assert_double_eq_tol(q, 2.364624251, 1e-9); /* printed cut, not rounded */
    ck_assert_int_eq(tie_stat_beta_quantile(0.025, 3, 8, &q), TIE_OK);
    PRINTS(q, "0.06673951");
    tie_rate exact = tie_stat_share_exact(6, 41);
    PRINTS(exact.lo, "0.0556573637");
    PRINTS(exact.hi, "0.2917304880");
    tie_rate wilson = tie_stat_share_wilson(6, 41);
    PRINTS(wilson.lo, "0.0688");
    PRINTS(wilson.hi, "0.2844");
}
END_TEST

static void add(TCase *tests) {
    tcase_add_test(tests, kendall_with_a_tie);
    tcase_add_test(tests, kendall_without_ties);
    tcase_add_test(tests, slopes);
    tcase_add_test(tests, next_value);
    tcase_add_test(tests, serial_and_step_parts);
    tcase_add_test(tests, ranks_and_spread);
    tcase_add_test(tests, quantiles_and_shares);
}

int main(void) { return run_suite("stat_golden", add); }
