/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <float.h>
#include <math.h>

typedef __int128 wide;

static const struct {
    const char *text;
    tie_code code;
    int64_t mant;
    int32_t exp;
    int decimals;
    const char *plain, *grouped;
} prints[] = {
    {"0", TIE_OK, 0, 0, 0, "0", "0"},
    {"-0.00", TIE_OK, 0, 0, 2, "0", "0"},
    {"7", TIE_OK, 7, 0, 0, "7", "7"},
    {"1070000", TIE_OK, 107, 4, 0, "1070000", "1,070,000"},
    {"-12.50", TIE_OK, -125, -1, 2, "-12.5", "-12.5"},
    {"+3.1", TIE_OK, 31, -1, 1, "3.1", "3.1"},
    {"1e6", TIE_OK, 1, 6, 0, "1000000", "1,000,000"},
    {"1.07E+6", TIE_OK, 107, 4, 2, "1070000", "1,070,000"},
    {"5e-3", TIE_OK, 5, -3, 0, "0.005", "0.005"},
    {".5", TIE_OK, 5, -1, 1, "0.5", "0.5"},
    {"000123.4500", TIE_OK, 12345, -2, 4, "123.45", "123.45"},
    {"-1234.5678", TIE_OK, -12345678, -4, 4, "-1234.5678", "-1,234.5678"},
    {"999", TIE_OK, 999, 0, 0, "999", "999"},
    {"100000", TIE_OK, 1, 5, 0, "100000", "100,000"},
    {"123456789012345678", TIE_OK, 123456789012345678, 0, 0, "123456789012345678",
     "123,456,789,012,345,678"},
    {"0.00000000000000000000001", TIE_OK, 1, -23, 23, "0.00000000000000000000001",
     "0.00000000000000000000001"},
    {"1000000000000000000000", TIE_OK, 1, 21, 0, "1000000000000000000000",
     "1,000,000,000,000,000,000,000"},
    {"1.0000000000000000000000", TIE_OK, 1, 0, 22, "1", "1"},
    {"1234567890123456789", TIE_ERANGE, 0, 0, 0, NULL, NULL},
    {"1.000000000000000001", TIE_ERANGE, 0, 0, 0, NULL, NULL},
    {"1e1001", TIE_ERANGE, 0, 0, 0, NULL, NULL},
    {"1e-1001", TIE_ERANGE, 0, 0, 0, NULL, NULL},
    {"1e99999999999999999999", TIE_ERANGE, 0, 0, 0, NULL, NULL},
    {"", TIE_EINPUT, 0, 0, 0, NULL, NULL},
    {"-", TIE_EINPUT, 0, 0, 0, NULL, NULL},
    {".", TIE_EINPUT, 0, 0, 0, NULL, NULL},
    {"5.", TIE_EINPUT, 0, 0, 0, NULL, NULL},
    {"1.2.3", TIE_EINPUT, 0, 0, 0, NULL, NULL},
    {"1,000", TIE_EINPUT, 0, 0, 0, NULL, NULL},
    {"12 ", TIE_EINPUT, 0, 0, 0, NULL, NULL},
    {"1e", TIE_EINPUT, 0, 0, 0, NULL, NULL},
    {"1e5x", TIE_EINPUT, 0, 0, 0, NULL, NULL},
    {"inf", TIE_EINPUT, 0, 0, 0, NULL, NULL},
};

START_TEST(reads_and_prints) {
    const char *text = prints[_i].text;
    tie_dec out = {42, 7};
    int decimals = -1;
    tie_code code = tie_dec_parse(tie_str_c(text), &out, &decimals);
    ck_assert_msg(code == prints[_i].code, "\"%s\": code %d", text, code);
    if (code) {
        ck_assert_msg(out.mant == 42 && out.exp == 7 && decimals == -1, "\"%s\": touched", text);
        return;
    }
    ck_assert_msg(out.mant == prints[_i].mant && out.exp == prints[_i].exp, "\"%s\": %lld e%d",
                  text, (long long)out.mant, out.exp);
    ck_assert_msg(decimals == prints[_i].decimals, "\"%s\": %d decimals", text, decimals);
    tie_buf buf = tie_buf_new(&test_arena);
    tie_dec_render_grouped(&buf, out);
    ck_assert_str_eq(dec_text(out), prints[_i].plain);
    ck_assert_str_eq(c_str(tie_buf_str(&buf)), prints[_i].grouped);
}
END_TEST

static const struct {
    const char *a, *b;
    int order;
} orders[] = {
    {"0", "0.00", 0},      {"1", "1.000", 0},    {"-1", "1", -1},
    {"1e1000", "1", 1},    {"-1e1000", "1", -1}, {"1e-1000", "0", 1},
    {"-1e-1000", "0", -1}, {"999", "1e3", -1},   {"123456789012345678", "123456789012345677", 1},
    {"0.1", "0.09999", 1}, {"-2", "-1.5", -1},   {"1e18", "999999999999999999", 1},
};

START_TEST(compares) {
    tie_dec a = dec(orders[_i].a), b = dec(orders[_i].b);
    ck_assert_msg(tie_dec_cmp(a, b) == orders[_i].order, "%s, %s", orders[_i].a, orders[_i].b);
    ck_assert_msg(tie_dec_cmp(b, a) == -orders[_i].order, "%s, %s", orders[_i].b, orders[_i].a);
}
END_TEST

/* Exponents at the ends of their type and mantissas of 19 digits still have an order. */
START_TEST(compares_extremes) {
    tie_dec huge = {1, INT32_MAX}, tiny = {1, INT32_MIN}, most = {INT64_MAX, 0},
            least = {INT64_MIN, 0};
    ck_assert_int_eq(tie_dec_cmp(huge, tiny), 1);
    ck_assert_int_eq(tie_dec_cmp(tie_dec_neg(huge), tiny), -1);
    ck_assert_int_eq(tie_dec_cmp(tie_dec_neg(huge), tie_dec_neg(tiny)), -1);
    ck_assert_int_eq(tie_dec_cmp(most, (tie_dec){INT64_MAX / 10, 1}), 1);
    ck_assert_int_eq(tie_dec_cmp(least, most), -1);
    ck_assert_int_eq(tie_dec_cmp((tie_dec){1000, INT32_MAX - 3}, huge), 0);
}
END_TEST

static const struct {
    char op;
    const char *a, *b, *down, *up; /* down NULL: out of range both ways */
} sums[] = {
    {'+', "0.1", "0.2", "0.3", "0.3"},
    {'+', "1e17", "1", "100000000000000001", "100000000000000001"},
    {'+', "1e18", "1", "1000000000000000000", "1000000000000000010"},
    {'+', "-1e18", "-1", "-1000000000000000010", "-1000000000000000000"},
    {'+', "5", "-5.00", "0", "0"},
    {'*', "0.5", "4", "2", "2"},
    {'*', "-3", "0", "0", "0"},
    {'*', "999999999999999999", "999999999999999999", "999999999999999998000000000000000000",
     "999999999999999999000000000000000000"},
    {'*', "1e600", "1e600", NULL, NULL},
    {'/', "1", "4", "0.25", "0.25"},
    {'/', "1", "3", "0.333333333333333333", "0.333333333333333334"},
    {'/', "-1", "3", "-0.333333333333333334", "-0.333333333333333333"},
    {'/', "2", "-3", "-0.666666666666666667", "-0.666666666666666666"},
    {'/', "123456789012345678", "1", "123456789012345678", "123456789012345678"},
    {'/', "1", "0", NULL, NULL},
    {'/', "0", "7", "0", "0"},
};

START_TEST(rounds_as_asked) {
    const char *a = sums[_i].a, *b = sums[_i].b, *down = sums[_i].down, *up = sums[_i].up;
    tie_code (*op)(tie_dec, tie_dec, tie_round, tie_dec *) = sums[_i].op == '+' ? tie_dec_add_round
                                                             : sums[_i].op == '*'
                                                                 ? tie_dec_mul_round
                                                                 : tie_dec_div;
    tie_dec lo = {42, 0}, hi = {42, 0}, exact = {42, 0};
    tie_code code = op(dec(a), dec(b), TIE_ROUND_NONE, &exact);
    bool is_exact = down && strcmp(down, up) == 0;
    ck_assert_msg((code == TIE_OK) == is_exact, "%s %c %s: code %d", a, sums[_i].op, b, code);
    if (code)
        ck_assert_int_eq(exact.mant, 42);
    if (!down)
        return;
    ck_assert_int_eq(op(dec(a), dec(b), TIE_ROUND_DOWN, &lo), TIE_OK);
    ck_assert_int_eq(op(dec(a), dec(b), TIE_ROUND_UP, &hi), TIE_OK);
    ck_assert_msg(strcmp(dec_text(lo), down) == 0 && strcmp(dec_text(hi), up) == 0,
                  "%s %c %s: %s to %s", a, sums[_i].op, b, dec_text(lo), dec_text(hi));
}
END_TEST

/* An addend far below the 18th digit still decides which side the result is rounded to. */
START_TEST(adds_what_does_not_reach_the_last_digit) {
    tie_dec lo, hi;
    ck_assert_int_eq(tie_dec_add_round(dec("1e900"), dec("1e-900"), TIE_ROUND_DOWN, &lo), TIE_OK);
    ck_assert_int_eq(tie_dec_add_round(dec("1e900"), dec("1e-900"), TIE_ROUND_UP, &hi), TIE_OK);
    ck_assert_int_eq(tie_dec_cmp(lo, dec("1e900")), 0);
    ck_assert_int_eq(tie_dec_cmp(hi, dec("1e900")), 1);
    ck_assert_int_eq(tie_dec_cmp(hi, dec("1.00000000000000001e900")), 0);
    ck_assert_int_eq(tie_dec_add_round(dec("1e900"), dec("-1e-900"), TIE_ROUND_DOWN, &lo), TIE_OK);
    ck_assert_int_eq(tie_dec_cmp(lo, dec("9.99999999999999999e899")), 0);
}
END_TEST

static const struct {
    const char *text;
    int places;
    const char *rounded, *floor, *ceil;
} roundings[] = {
    {"2.5", 0, "3", "2", "3"},
    {"-2.5", 0, "-3", "-3", "-2"},
    {"0.125", 2, "0.13", "0", "1"},
    {"-0.125", 2, "-0.13", "-1", "0"},
    {"149", -2, "100", "149", "149"},
    {"150", -2, "200", "150", "150"},
    {"4", -1, "0", "4", "4"},
    {"7.8", 5, "7.8", "7", "8"},
    {"1e-1000", 3, "0", "0", "1"},
    {"-1e-1000", 3, "0", "-1", "0"},
    {"1e30", 0, "1000000000000000000000000000000", "1000000000000000000000000000000",
     "1000000000000000000000000000000"},
};

START_TEST(rounds_to_places) {
    tie_dec a = dec(roundings[_i].text);
    ck_assert_str_eq(dec_text(tie_dec_round(a, roundings[_i].places)), roundings[_i].rounded);
    ck_assert_str_eq(dec_text(tie_dec_floor(a)), roundings[_i].floor);
    ck_assert_str_eq(dec_text(tie_dec_ceil(a)), roundings[_i].ceil);
}
END_TEST

START_TEST(print_then_read_is_identity) {
    uint64_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        int64_t limit = (int64_t)powl(10, (long double)random_in(&seed, 1, 17));
        tie_dec a = {random_in(&seed, -limit, limit), (int32_t)random_in(&seed, -40, 40)};
        tie_dec back = dec(dec_text(a)), normal = tie_dec_normal(a);
        ck_assert_msg(back.mant == normal.mant && back.exp == normal.exp, "%s", dec_text(a));
        ck_assert(tie_dec_cmp(a, back) == 0 && (back.mant % 10 != 0 || back.mant == 0));
        long double want = (long double)a.mant * powl(10, a.exp);
        ck_assert_msg(fabsl((long double)tie_dec_double(a) - want) <= fabsl(want) * DBL_EPSILON,
                      "%s", dec_text(a));
        tie_arena_clear(&test_arena);
    }
}
END_TEST

static wide scaled(tie_dec a, int base_exp) {
    wide out = a.mant;
    for (int i = base_exp; i < a.exp; i++)
        out *= 10;
    return out;
}

static int digits_of(wide x) {
    int n = 0;
    while (x != 0 && x % 10 == 0)
        x /= 10;
    for (; x != 0; x /= 10)
        n++;
    return n;
}

START_TEST(agrees_with_wide_integers) {
    uint64_t seed = 2;
    for (int i = 0; i < 50000; i++) {
        int64_t limit = i % 2 ? 999999999999999999 : 99999;
        tie_dec a = {random_in(&seed, -limit, limit), (int32_t)random_in(&seed, -8, 8)};
        tie_dec b = {random_in(&seed, -limit, limit), (int32_t)random_in(&seed, -8, 8)};
        tie_dec sum, product;
        wide x = scaled(a, -8), y = scaled(b, -8), z = (wide)a.mant * b.mant;
        ck_assert_int_eq(tie_dec_cmp(a, b), (x > y) - (x < y));
        if (tie_dec_add(a, b, &sum) == TIE_OK)
            ck_assert(scaled(sum, -8) == x + y);
        else
            ck_assert_int_gt(digits_of(x + y), 18);
        if (tie_dec_mul(a, b, &product) == TIE_OK)
            ck_assert(z == 0 ? product.mant == 0 : scaled(product, a.exp + b.exp) == z);
        else
            ck_assert_int_gt(digits_of(z), 18);
    }
}
END_TEST

START_TEST(quotient_lies_between_its_roundings) {
    uint64_t seed = 3;
    for (int i = 0; i < 20000; i++) {
        tie_dec a = {random_in(&seed, 1, 999999), (int32_t)random_in(&seed, -9, 9)};
        tie_dec b = {random_in(&seed, 1, 999999), (int32_t)random_in(&seed, -9, 9)};
        tie_dec lo, hi;
        ck_assert_int_eq(tie_dec_div(a, b, TIE_ROUND_DOWN, &lo), TIE_OK);
        ck_assert_int_eq(tie_dec_div(a, b, TIE_ROUND_UP, &hi), TIE_OK);
        int lo_base = lo.exp + b.exp < a.exp ? lo.exp + b.exp : a.exp;
        int hi_base = hi.exp + b.exp < a.exp ? hi.exp + b.exp : a.exp;
        wide lo_back = scaled((tie_dec){lo.mant, lo.exp + b.exp}, lo_base) * b.mant;
        wide hi_back = scaled((tie_dec){hi.mant, hi.exp + b.exp}, hi_base) * b.mant;
        bool exact = tie_dec_cmp(lo, hi) == 0;
        ck_assert(exact ? lo_back == scaled(a, lo_base) : lo_back < scaled(a, lo_base));
        ck_assert(exact || hi_back > scaled(a, hi_base));
        long double want = (long double)a.mant / b.mant * powl(10, a.exp - b.exp);
        long double width =
            ((long double)hi.mant * powl(10, hi.exp)) - ((long double)lo.mant * powl(10, lo.exp));
        ck_assert(width <= want * 1e-16L);
    }
}
END_TEST

START_TEST(cmp_is_a_total_order) {
    uint64_t seed = 4;
    for (int i = 0; i < 20000; i++) {
        tie_dec d[3];
        for (int k = 0; k < 3; k++)
            d[k] = (tie_dec){random_in(&seed, -12, 12) * (i % 2 ? 1 : 10),
                             (int32_t)random_in(&seed, -3, 3) * (i % 5 ? 1 : 600000000)};
        int ab = tie_dec_cmp(d[0], d[1]), bc = tie_dec_cmp(d[1], d[2]),
            ac = tie_dec_cmp(d[0], d[2]);
        ck_assert_int_eq(tie_dec_cmp(d[1], d[0]), -ab);
        if (ab <= 0 && bc <= 0)
            ck_assert_int_eq(ac, ab < 0 || bc < 0 ? -1 : 0);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/dec");
    TCase *tests = tcase_create("dec");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_loop_test(tests, reads_and_prints, 0, COUNT_OF(prints));
    tcase_add_loop_test(tests, compares, 0, COUNT_OF(orders));
    tcase_add_test(tests, compares_extremes);
    tcase_add_loop_test(tests, rounds_as_asked, 0, COUNT_OF(sums));
    tcase_add_test(tests, adds_what_does_not_reach_the_last_digit);
    tcase_add_loop_test(tests, rounds_to_places, 0, COUNT_OF(roundings));
    tcase_add_test(tests, print_then_read_is_identity);
    tcase_add_test(tests, agrees_with_wide_integers);
    tcase_add_test(tests, quotient_lies_between_its_roundings);
    tcase_add_test(tests, cmp_is_a_total_order);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
