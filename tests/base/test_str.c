/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

static const struct {
    const char *s, *other;
    int order; /* sign of tie_str_cmp */
    bool starts, ends, folds;
    size_t found;
} pairs[] = {
    {"", "", 0, true, true, true, 0},
    {"abc", "", 1, true, true, false, 0},
    {"", "abc", -1, false, false, false, 0},
    {"abc", "ab", 1, true, false, false, 0},
    {"abc", "bc", -1, false, true, false, 1},
    {"abc", "ABC", 1, false, false, true, 3},
    {"a\xFF", "a\x01", 1, false, false, false, 2},
    {"aaab", "aab", -1, false, true, false, 1},
    {"abab", "abb", -1, false, false, false, 4},
    {"xyz", "z", -1, false, true, false, 2},
};

START_TEST(compares_and_finds) {
    tie_str s = tie_str_c(pairs[_i].s), other = tie_str_c(pairs[_i].other);
    int order = tie_str_cmp(s, other);
    const char *label = pairs[_i].s;
    ck_assert_msg((order > 0) - (order < 0) == pairs[_i].order, "%s", label);
    ck_assert_msg(tie_str_eq(s, other) == (order == 0), "%s", label);
    ck_assert_msg(tie_str_starts(s, other) == pairs[_i].starts, "%s", label);
    ck_assert_msg(tie_str_ends(s, other) == pairs[_i].ends, "%s", label);
    ck_assert_msg(tie_str_eq_fold(s, other) == pairs[_i].folds, "%s", label);
    ck_assert_msg(tie_str_find(s, other) == pairs[_i].found, "%s in %s at %zu", pairs[_i].other,
                  label, tie_str_find(s, other));
}
END_TEST

START_TEST(trims) {
    ck_assert_str_eq(c_str(tie_str_trim(TIE_STR(" \t\r\n a b \f\v"))), "a b");
    ck_assert_uint_eq(tie_str_trim(TIE_STR(" \n ")).len, 0);
    ck_assert_uint_eq(tie_str_trim((tie_str){NULL, 0}).len, 0);
    ck_assert_ptr_null(tie_str_sub((tie_str){NULL, 0}, 0, 0).ptr);
}
END_TEST

static const struct {
    const char *a, *b;
    unsigned distance;
} typos[] = {
    {"", "", 0},
    {"sum", "sum", 0},
    {"sum", "sums", 1},
    {"sum", "smu", 1},
    {"tolerance", "tolarence", 2},
    {"abc", "", 3},
    {"kitten", "sitting", 3},
    {"compare", "xyz", 4},
};

START_TEST(measures_typos) {
    tie_str a = tie_str_c(typos[_i].a), b = tie_str_c(typos[_i].b);
    ck_assert_msg(tie_str_distance(a, b, 3) == typos[_i].distance, "%s, %s: %u", typos[_i].a,
                  typos[_i].b, tie_str_distance(a, b, 3));
    ck_assert_uint_eq(tie_str_distance(b, a, 3), typos[_i].distance);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/str");
    TCase *tests = tcase_create("str");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_loop_test(tests, compares_and_finds, 0, COUNT_OF(pairs));
    tcase_add_test(tests, trims);
    tcase_add_loop_test(tests, measures_typos, 0, COUNT_OF(typos));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
