/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <math.h>

static void assert_same(tie_interval got, const char *want, const char *label) {
    tie_interval w = interval(want);
    bool same = tie_interval_empty(w)
                    ? tie_interval_empty(got)
                    : got.lo_inf == w.lo_inf && got.hi_inf == w.hi_inf &&
                          got.lo_open == w.lo_open && got.hi_open == w.hi_open &&
                          tie_dec_cmp(got.lo, w.lo) == 0 && tie_dec_cmp(got.hi, w.hi) == 0;
    ck_assert_msg(same, "%s: got %s, want %s", label, interval_text(got), want);
}

static const struct {
    const char *x, *u, *rounding, *truncation;
} stated[] = {
    {"1070000", "10000", "[1065000, 1075000]", "[1070000, 1080000)"},
    {"7.8", "0.1", "[7.75, 7.85]", "[7.8, 7.9)"},
    {"12.0", "0.1", "[11.95, 12.05]", "[12, 12.1)"},
    {"-3.2", "0.1", "[-3.25, -3.15]", "(-3.3, -3.2]"},
    {"0", "1", "[-0.5, 0.5]", "(-1, 1)"},
    {"38765", "0", "{38765}", "{38765}"},
};

START_TEST(stated_figures) {
    tie_dec x = dec(stated[_i].x), u = dec(stated[_i].u);
    assert_same(tie_interval_rounding(x, u), stated[_i].rounding, stated[_i].x);
    assert_same(tie_interval_truncation(x, u), stated[_i].truncation, stated[_i].x);
}
END_TEST

static const struct {
    const char *a;
    char op; /* '/' with want NULL: not computable */
    const char *b, *want;
} operations[] = {
    {"[1, 2]", '+', "(3, 4]", "(4, 6]"},
    {"[1, 2]", '+', "[3, inf)", "[4, inf)"},
    {"(-inf, inf)", '+', "{1}", "(-inf, inf)"},
    {"{}", '+', "[1, 2]", "{}"},
    {"[1, 2]", '-', "[3, 5)", "(-4, -1]"},
    {"[1, inf)", '-', "[1, inf)", "(-inf, inf)"},
    {"[2, 3]", '*', "[4, 5)", "[8, 15)"},
    {"[-2, 3]", '*', "[4, 5]", "[-10, 15]"},
    {"[-2, 3]", '*', "[-5, 4]", "[-15, 12]"},
    {"(-1, 1)", '*', "(-1, 1)", "(-1, 1)"},
    {"[0, 1]", '*', "(0, 2)", "[0, 2)"},
    {"(0, 1]", '*', "(0, 2)", "(0, 2)"},
    {"(0, 1]", '*', "[1, inf)", "(0, inf)"},
    {"[0, 1]", '*', "[1, inf)", "[0, inf)"},
    {"{0}", '*', "(-inf, inf)", "{0}"},
    {"{0}", '*', "(1, 2)", "{0}"},
    {"[-1, 0)", '*', "[0, 1]", "[-1, 0]"},
    {"(-inf, -1]", '*', "(-inf, -2]", "[2, inf)"},
    {"(-inf, 2]", '*', "{-3}", "[-6, inf)"},
    {"{}", '*', "{0}", "{}"},
    {"[4, 6]", '/', "[2, 4)", "(1, 3]"},
    {"[-6, 6]", '/', "[2, 3]", "[-3, 3]"},
    {"[4, 6]", '/', "[-2, -1]", "[-6, -2]"},
    {"[1, 2]", '/', "(0, 1]", "[1, inf)"},
    {"[-1, 2]", '/', "(0, 1]", "(-inf, inf)"},
    {"[0, 2]", '/', "(0, 1]", "[0, inf)"},
    {"[1, 2]", '/', "[1, inf)", "(0, 2]"},
    {"(1, inf)", '/', "[1, inf)", "(0, inf)"},
    {"{0}", '/', "[1, inf)", "{0}"},
    {"{1}", '/', "{3}", "[0.333333333333333333, 0.333333333333333334]"},
    {"{1}", '/', "[-1, 1]", NULL},
    {"{1}", '/', "[0, 1]", NULL},
    {"{1}", '/', "(-inf, inf)", NULL},
    {"{1}", '/', "[-1, 0)", "(-inf, -1]"},
    {"[1, 5]", '&', "(3, 9)", "(3, 5]"},
    {"[1, 3)", '&', "[3, 5]", "{}"},
    {"[1, 3]", '&', "[3, 5]", "{3}"},
    {"(-inf, 3]", '&', "[1, inf)", "[1, 3]"},
    {"[1, 3]", '&', "(1, 3)", "(1, 3)"},
};

START_TEST(computes) {
    tie_interval a = interval(operations[_i].a), b = interval(operations[_i].b);
    tie_interval got = tie_interval_all();
    tie_code code = TIE_OK;
    switch (operations[_i].op) {
    case '+':
        got = tie_interval_add(a, b);
        break;
    case '-':
        got = tie_interval_sub(a, b);
        break;
    case '*':
        got = tie_interval_mul(a, b);
        assert_same(tie_interval_mul(b, a), operations[_i].want, "swapped");
        break;
    case '/':
        code = tie_interval_div(a, b, &got);
        break;
    default:
        got = tie_interval_intersect(a, b);
        break;
    }
    const char *label = c_str(tie_arena_printf(&test_arena, "%s %c %s", operations[_i].a,
                                               operations[_i].op, operations[_i].b));
    ck_assert_msg((code == TIE_ERANGE) == !operations[_i].want, "%s: code %d", label, code);
    if (operations[_i].want)
        assert_same(got, operations[_i].want, label);
}
END_TEST

static const struct {
    const char *a, *b;
    bool inside, meet, below, strictly;
} relations[] = {
    {"[1, 2]", "[1, 2]", true, true, false, false},
    {"(1, 2)", "[1, 2]", true, true, false, false},
    {"[1, 2]", "(1, 2]", false, true, false, false},
    {"[1, 2]", "[2, 3]", false, true, true, false},
    {"[1, 2)", "[2, 3]", false, false, true, true},
    {"[1, 2]", "(2, 3]", false, false, true, true},
    {"{5}", "(-inf, inf)", true, true, false, false},
    {"[5, inf)", "(4, inf)", true, true, false, false},
    {"[5, inf)", "[6, 7]", false, true, false, false},
    {"(-inf, 5]", "[6, inf)", false, false, true, true},
    {"{}", "[1, 2]", true, false, true, true},
    {"[1, 2]", "{}", false, false, true, true},
};

START_TEST(relates) {
    tie_interval a = interval(relations[_i].a), b = interval(relations[_i].b);
    const char *x = relations[_i].a, *y = relations[_i].b;
    ck_assert_msg(tie_interval_inside(a, b) == relations[_i].inside, "%s inside %s", x, y);
    ck_assert_msg(tie_interval_meet(a, b) == relations[_i].meet, "%s meets %s", x, y);
    ck_assert_msg(tie_interval_below(a, b, false) == relations[_i].below, "%s below %s", x, y);
    ck_assert_msg(tie_interval_below(a, b, true) == relations[_i].strictly, "%s under %s", x, y);
}
END_TEST

static const struct {
    const char *a, *want;
} integers[] = {
    {"[1.5, 3.5]", "[2, 3]"},
    {"(1, 3)", "{2}"},
    {"(1, 2)", "{}"},
    {"[1.2, 1.8]", "{}"},
    {"(-inf, 2)", "(-inf, 1]"},
    {"[-1.5, inf)", "[-1, inf)"},
    {"{7}", "{7}"},
    {"{}", "{}"},
};

START_TEST(snaps_to_integers) {
    assert_same(tie_interval_integers(interval(integers[_i].a)), integers[_i].want, integers[_i].a);
}
END_TEST

START_TEST(change_and_clip) {
    tie_interval out = tie_interval_all();
    ck_assert_int_eq(tie_interval_change_pct(interval("[100, 200]"), interval("[300, 400]"), &out),
                     TIE_OK);
    assert_same(out, "[50, 300]", "change");
    ck_assert_int_eq(tie_interval_change_pct(interval("[0, 1]"), interval("{3}"), &out),
                     TIE_ERANGE);
    assert_same(out, "[50, 300]", "untouched");
    assert_same(tie_interval_clip(interval("[90, 110]"), tie_dec_int(0), tie_dec_int(100)),
                "[90, 100]", "clip");
    assert_same(tie_interval_clip(interval("[101, 110]"), tie_dec_int(0), tie_dec_int(100)), "{}",
                "clip to nothing");
    assert_same(tie_interval_scale(interval("[1, 2)"), tie_dec_int(-2)), "(-4, -2]", "scale");
}
END_TEST

START_TEST(gap_is_relative_to_the_larger) {
    ck_assert_double_eq(tie_interval_gap(interval("[1, 50]"), interval("[100, 200]")), 0.5);
    ck_assert_double_eq(tie_interval_gap(interval("[100, 200]"), interval("[1, 50]")), 0.5);
    ck_assert_double_eq(tie_interval_gap(interval("{-100}"), interval("{-50}")), 0.5);
    ck_assert_double_eq(tie_interval_gap(interval("{-1}"), interval("{1}")), 2);
    ck_assert_double_eq(tie_interval_gap(interval("[1, 3]"), interval("[3, 4]")), 0);
    ck_assert_double_eq(tie_interval_gap(interval("[1, 3)"), interval("[3, 4]")), 0);
    ck_assert_double_eq(tie_interval_gap(interval("[-1, 0)"), interval("(0, 4]")), 0);
}
END_TEST

static const struct {
    const char *a, *print;
} prints[] = {
    {"[1065000, 1075000]", "[1,065,000, 1,075,000]"},
    {"[50, inf)", "[50, inf)"},
    {"(-inf, 7.5)", "(-inf, 7.5)"},
    {"{462}", "{462}"},
    {"{}", "{}"},
    {"(-inf, inf)", "(-inf, inf)"},
    {"[-22.3788546255506607, -22.0653132]", "[-22.37885463, -22.0653132]"},
    {"[0.333333333333333333, 0.333333333333333334]", "[0.3333333333, 0.3333333334]"},
    {"[123456789012.25, 123456789012.75)", "[123,456,789,012, 123,456,789,013)"},
};

START_TEST(prints_for_people) {
    ck_assert_str_eq(interval_text(interval(prints[_i].a)), prints[_i].print);
}
END_TEST

static tie_interval random_interval(uint64_t *seed) {
    tie_dec x = {random_in(seed, -30, 30), (int32_t)random_in(seed, -1, 1)};
    tie_dec y = {random_in(seed, -30, 30), (int32_t)random_in(seed, -1, 1)};
    tie_interval out =
        tie_dec_cmp(x, y) < 0 ? tie_interval_closed(x, y) : tie_interval_closed(y, x);
    uint64_t shape = random_bits(seed);
    out.lo_inf = shape % 8 == 0;
    out.hi_inf = shape / 8 % 8 == 0;
    out.lo_open = !out.lo_inf && shape / 64 % 2;
    out.hi_open = !out.hi_inf && shape / 128 % 2;
    if (out.lo_inf)
        out.lo = tie_dec_int(0);
    if (out.hi_inf)
        out.hi = tie_dec_int(0);
    return out;
}

/* A number of a: an end now and then, else any near it. False when none was met with. */
static bool random_member(uint64_t *seed, tie_interval a, tie_dec *out) {
    for (int tries = 0; tries < 20; tries++) {
        *out = (tie_dec){random_in(seed, -3000, 3000), (int32_t)random_in(seed, -2, 0)};
        if (tries % 3 == 0)
            *out = random_bits(seed) % 2 ? a.lo : a.hi;
        if (tie_interval_has(a, *out))
            return true;
    }
    return false;
}

START_TEST(results_hold_every_point_result) {
    uint64_t seed = 5;
    int checked = 0;
    for (int i = 0; i < 40000; i++) {
        tie_interval a = random_interval(&seed), b = random_interval(&seed), ratio;
        tie_dec x, y, z;
        if (!random_member(&seed, a, &x) || !random_member(&seed, b, &y))
            continue;
        checked++;
        ck_assert(tie_dec_add(x, y, &z) || tie_interval_has(tie_interval_add(a, b), z));
        ck_assert(tie_dec_sub(x, y, &z) || tie_interval_has(tie_interval_sub(a, b), z));
        ck_assert(tie_dec_mul(x, y, &z) || tie_interval_has(tie_interval_mul(a, b), z));
        ck_assert(tie_interval_has(tie_interval_neg(a), tie_dec_neg(x)));
        ck_assert(tie_interval_has(tie_interval_intersect(a, b), x) == tie_interval_has(b, x));
        bool has_zero = tie_interval_has(b, tie_dec_int(0));
        ck_assert_int_eq(tie_interval_div(a, b, &ratio), has_zero ? TIE_ERANGE : TIE_OK);
        if (!has_zero && !tie_dec_div(x, y, TIE_ROUND_NONE, &z))
            ck_assert(tie_interval_has(ratio, z));
        tie_interval whole = tie_interval_integers(a);
        ck_assert(tie_dec_cmp(tie_dec_floor(x), x) != 0 || tie_interval_has(whole, x));
        ck_assert(tie_interval_inside(whole, a));
    }
    ck_assert_int_gt(checked, 20000);
}
END_TEST

/* Ends are no wider than the outermost results of the ends themselves. */
START_TEST(results_are_tight) {
    uint64_t seed = 6;
    for (int i = 0; i < 20000; i++) {
        tie_interval a = random_interval(&seed), b = random_interval(&seed);
        a.lo_inf = a.hi_inf = b.lo_inf = b.hi_inf = false;
        if (tie_dec_cmp(a.lo, a.hi) >= 0 || tie_dec_cmp(b.lo, b.hi) >= 0)
            continue;
        double xs[2] = {tie_dec_double(a.lo), tie_dec_double(a.hi)};
        double ys[2] = {tie_dec_double(b.lo), tie_dec_double(b.hi)};
        double lo = INFINITY, hi = -INFINITY;
        for (int k = 0; k < 4; k++) {
            lo = fmin(lo, xs[k / 2] * ys[k % 2]);
            hi = fmax(hi, xs[k / 2] * ys[k % 2]);
        }
        tie_interval product = tie_interval_mul(a, b);
        ck_assert_double_eq_tol(tie_dec_double(product.lo), lo, 1e-9);
        ck_assert_double_eq_tol(tie_dec_double(product.hi), hi, 1e-9);
        tie_interval ratio;
        if (ys[0] > 0 && tie_interval_div(a, b, &ratio) == TIE_OK) {
            lo = fmin(xs[0] / ys[0], xs[0] / ys[1]);
            ck_assert_double_eq_tol(tie_dec_double(ratio.lo), lo, 1e-9);
        }
    }
}
END_TEST

/* What cannot be held to 18 digits moves outward; what is too large has no end. */
START_TEST(ends_move_outward) {
    tie_interval large = tie_interval_point(dec("1e18")), one = tie_interval_point(tie_dec_int(1));
    assert_same(tie_interval_add(large, one), "[1000000000000000000, 1000000000000000010]", "sum");
    tie_interval huge = tie_interval_point(dec("1e999"));
    assert_same(tie_interval_mul(huge, huge), "(-inf, inf)", "product");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/interval");
    TCase *tests = tcase_create("interval");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_loop_test(tests, stated_figures, 0, COUNT_OF(stated));
    tcase_add_loop_test(tests, computes, 0, COUNT_OF(operations));
    tcase_add_loop_test(tests, relates, 0, COUNT_OF(relations));
    tcase_add_loop_test(tests, snaps_to_integers, 0, COUNT_OF(integers));
    tcase_add_test(tests, change_and_clip);
    tcase_add_test(tests, gap_is_relative_to_the_larger);
    tcase_add_loop_test(tests, prints_for_people, 0, COUNT_OF(prints));
    tcase_add_test(tests, results_hold_every_point_result);
    tcase_add_test(tests, results_are_tight);
    tcase_add_test(tests, ends_move_outward);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
