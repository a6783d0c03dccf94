/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges of other make: every row of their tables must agree. */
#include "oracle.h"

static void count(table *t, bool agrees, const tie_str *fields) {
    t->rows++;
    t->agreed += agrees;
    ck_assert_msg(agrees, "row %d: %.*s %.*s %.*s", t->rows, TIE_FMT(fields[0]), TIE_FMT(fields[1]),
                  TIE_FMT(fields[2]));
}

static void report(const char *name, const table *t) {
    printf("%s: %d of %d rows agree\n", name, t->agreed, t->rows);
    ck_assert_int_gt(t->rows, 0);
}

static bool is_true(tie_str s) { return tie_str_eq(s, TIE_STR("TRUE")); }

/* The numbers that a way of rounding prints as x, last printed place u. */
static tie_interval unrounded(tie_str mode, tie_dec x, tie_dec u) {
    tie_interval zero = tie_interval_point(tie_dec_int(0)), upward = zero, downward = zero;
    upward.hi = u;
    upward.hi_open = true;
    downward.lo = tie_dec_neg(u);
    downward.lo_open = true;
    tie_interval point = tie_interval_point(x), half = tie_interval_rounding(x, u);
    if (tie_str_eq(mode, TIE_STR("up"))) {
        half.hi_open = true;
        return half;
    }
    if (tie_str_eq(mode, TIE_STR("down"))) {
        half.lo_open = true;
        return half;
    }
    if (tie_str_eq(mode, TIE_STR("ceiling")))
        return tie_interval_add(point, downward);
    if (tie_str_eq(mode, TIE_STR("floor")))
        return tie_interval_add(point, upward);
    if (tie_str_eq(mode, TIE_STR("trunc")))
        return tie_interval_truncation(x, u);
    if (tie_str_eq(mode, TIE_STR("anti_trunc"))) {
        if (tie_dec_zero(x)) /* nothing prints as 0 */
            return tie_interval_intersect(zero, tie_interval_point(u));
        tie_dec back = tie_dec_sign(x) > 0 ? u : tie_dec_int(0);
        return tie_interval_sub(tie_interval_add(point, upward), tie_interval_point(back));
    }
    ck_assert_msg(tie_str_eq(mode, TIE_STR("up_or_down")), "unknown mode %.*s", TIE_FMT(mode));
    return half;
}

START_TEST(roundings) {
    table t;
    tie_str f[MAX_FIELDS];
    if (!open_table("unround.csv", &t))
        return;
    for (next_row(&t, f); next_row(&t, f);) {
        int decimals = 0;
        tie_dec x = number(f[1], &decimals);
        tie_interval got = unrounded(f[0], x, unit_of(decimals));
        if (tie_str_eq(f[2], TIE_STR("NA"))) {
            count(&t, tie_interval_empty(got), f);
            continue;
        }
        bool lower = tie_dec_cmp(got.lo, number(f[2], NULL)) == 0 && got.lo_open == !is_true(f[3]);
        bool upper = tie_dec_cmp(got.hi, number(f[4], NULL)) == 0 && got.hi_open == !is_true(f[5]);
        count(&t, lower && upper, f);
    }
    report("unround.csv", &t);
}
END_TEST

typedef tie_interval reading(tie_dec x, tie_dec u);

/* items: "value@decimals@weight|...". */
static bool sum_holds(tie_str total, tie_str decimals, tie_str items, reading *read) {
    tie_interval sum = tie_interval_point(tie_dec_int(0));
    while (items.len) {
        tie_str item = cut(&items, '|');
        tie_dec value = number(cut(&item, '@'), NULL);
        int places = (int)number(cut(&item, '@'), NULL).mant;
        sum = tie_interval_add(
            sum, tie_interval_scale(read(value, unit_of(places)), number(item, NULL)));
    }
    int places = atoi(c_str(decimals));
    return tie_interval_meet(sum, read(number(total, NULL), unit_of(places)));
}

START_TEST(weighted_sums) {
    table t;
    tie_str f[MAX_FIELDS];
    if (!open_table("sums.csv", &t))
        return;
    for (next_row(&t, f); next_row(&t, f);) {
        bool round = sum_holds(f[1], f[2], f[3], tie_interval_rounding);
        bool trunc = sum_holds(f[1], f[2], f[3], tie_interval_truncation);
        count(&t,
              round == tie_str_eq(f[7], TIE_STR("consistent")) &&
                  trunc == tie_str_eq(f[8], TIE_STR("consistent")),
              f);
    }
    report("sums.csv", &t);
}
END_TEST

/* Some whole number of n things is the printed percentage of them. */
static bool possible(tie_interval printed, tie_dec n) {
    tie_dec per_cent = {1, -2};
    tie_interval k = tie_interval_scale(tie_interval_scale(printed, per_cent), n);
    return !tie_interval_empty(tie_interval_clip(tie_interval_integers(k), tie_dec_int(0), n));
}

START_TEST(percentages_of_n) {
    table t;
    tie_str f[MAX_FIELDS];
    if (!open_table("percent_of_n.csv", &t))
        return;
    for (next_row(&t, f); next_row(&t, f);) {
        int decimals = 0;
        tie_dec x = number(f[0], &decimals), n = number(f[1], NULL), u = unit_of(decimals);
        bool half = possible(tie_interval_rounding(x, u), n);
        bool trunc = possible(tie_interval_truncation(x, u), n);
        count(&t, half == is_true(f[2]) && trunc == is_true(f[3]), f);
    }
    report("percent_of_n.csv", &t);
}
END_TEST

/* The table prints six places. */
static bool equals_printed(tie_dec got, tie_str printed) {
    tie_dec off;
    tie_dec want = number(printed, NULL);
    return tie_dec_sub(tie_dec_round(got, 9), want, &off) == TIE_OK &&
           tie_dec_cmp(tie_dec_abs(off), dec("0.0000005")) <= 0;
}

START_TEST(recomputations) {
    table t;
    tie_str f[MAX_FIELDS];
    if (!open_table("recompute.csv", &t))
        return;
    for (next_row(&t, f); next_row(&t, f);) {
        tie_interval got = recompute(f[1], f[2]);
        tie_dec u = unit_of((int)number(f[4], NULL).mant);
        bool meet = tie_interval_meet(got, tie_interval_rounding(number(f[3], NULL), u));
        count(&t,
              meet == tie_str_eq(f[7], TIE_STR("consistent")) && equals_printed(got.lo, f[8]) &&
                  equals_printed(got.hi, f[9]),
              f);
    }
    report("recompute.csv", &t);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/oracles");
    TCase *tests = tcase_create("oracles");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_test(tests, roundings);
    tcase_add_test(tests, weighted_sums);
    tcase_add_test(tests, percentages_of_n);
    tcase_add_test(tests, recomputations);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
