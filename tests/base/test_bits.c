/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/bits.h"
#include "support.h"

static const struct {
    const char *label;
    uint32_t from, limit, found;
} walks[] = {
    {"the first", 0, 200, 3},
    {"itself", 3, 200, 3},
    {"the last of a word", 4, 200, 63},
    {"the first of a word", 64, 200, 64},
    {"over an empty word", 65, 200, 199},
    {"none below the limit", 65, 199, 199},
    {"the limit begins a word", 65, 128, 128},
    {"nothing is left", 200, 200, 200},
    {"behind the limit", 70, 10, 10},
};

START_TEST(finds_the_next) {
    enum { COUNT = 200 };
    static const uint32_t set[] = {3, 63, 64, 199};
    uint64_t *bits = TIE_NEW(&test_arena, uint64_t, tie_bits_words(COUNT));
    for (size_t i = 0; i < COUNT_OF(set); i++)
        tie_bits_add(bits, set[i], true);
    tie_bits_add(bits, 100, false);
    uint32_t found = tie_bits_next(bits, walks[_i].from, walks[_i].limit);
    ck_assert_msg(found == walks[_i].found, "%s: %u", walks[_i].label, found);
}
END_TEST

START_TEST(has_words_for_all) {
    ck_assert_uint_eq(tie_bits_words(0), 0);
    ck_assert_uint_eq(tie_bits_words(1), 1);
    ck_assert_uint_eq(tie_bits_words(64), 1);
    ck_assert_uint_eq(tie_bits_words(65), 2);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/bits");
    TCase *tests = tcase_create("bits");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_loop_test(tests, finds_the_next, 0, COUNT_OF(walks));
    tcase_add_test(tests, has_words_for_all);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
