/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "support.h"

/* Source: Markus Kuhn's UTF-8 decoder stress test, and table 3-7 of the Unicode Standard. */
static const struct {
    const char *label, *bytes;
    size_t valid, count; /* count: an ill-formed byte is one character */
} texts[] = {
    {"empty", "", 0, 0},
    {"ascii", "hello, world: 12,345", 20, 20},
    {"two, three, four bytes", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 9, 3},
    {"last of each length", "\x7F\xDF\xBF\xEF\xBF\xBF\xF4\x8F\xBF\xBF", 10, 4},
    {"lone continuation", "ab\x80", 2, 3},
    {"overlong slash", "\xC0\xAF", 0, 2},
    {"overlong of three", "\xE0\x80\xAF", 0, 3},
    {"overlong of four", "\xF0\x80\x80\xAF", 0, 4},
    {"surrogate", "a\xED\xA0\x80", 1, 4},
    {"before the surrogates", "\xED\x9F\xBF", 3, 1},
    {"above U+10FFFF", "\xF4\x90\x80\x80", 0, 4},
    {"five bytes", "\xF8\x88\x80\x80\x80", 0, 5},
    {"cut short", "12345678\xE2\x82", 8, 10},
    {"broken after a long run", "0123456789abcdef\xFFz", 16, 18},
    {"bad third byte", "\xE2\x82z", 0, 3},
};

START_TEST(validates) {
    tie_str s = tie_str_c(texts[_i].bytes);
    ck_assert_msg(tie_utf8_valid(s) == texts[_i].valid, "%s: %zu", texts[_i].label,
                  tie_utf8_valid(s));
    ck_assert_msg(tie_utf8_count(s) == texts[_i].count, "%s: %zu", texts[_i].label,
                  tie_utf8_count(s));
}
END_TEST

START_TEST(put_then_next_is_identity) {
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        tie_buf buf = tie_buf_new(&test_arena);
        tie_utf8_put(&buf, c);
        size_t at = 0;
        uint32_t back = tie_utf8_next(tie_buf_str(&buf), &at);
        if (back != (surrogate ? 0xFFFD : c) || at != buf.len ||
            tie_utf8_valid(tie_buf_str(&buf)) != buf.len)
            ck_abort_msg("U+%04X came back as U+%04X", c, back);
        tie_arena_clear(&test_arena);
    }
}
END_TEST

/* At any alignment and length, the end of the valid part is found. */
START_TEST(finds_a_bad_byte_anywhere) {
    char text[64];
    for (size_t bad = 0; bad < sizeof text; bad++) {
        memset(text, 'x', sizeof text);
        text[bad] = (char)0xFE;
        for (size_t start = 0; start <= bad; start++)
            ck_assert_uint_eq(tie_utf8_valid(tie_str_sub((tie_str){text, sizeof text}, start, 64)),
                              bad - start);
    }
}
END_TEST

static const struct {
    uint32_t c;
    bool space, letter;
} classes[] = {
    {' ', true, false},     {'\n', true, false},     {'x', false, true},
    {'7', false, false},    {0xA0, true, false},     {0x2009, true, false},
    {0x202F, true, false},  {0x2007, true, false},   {0x3000, true, false},
    {0xE9, false, true},    {0x6F22, false, true},   {0x0301, false, true},
    {0x2019, false, false}, {0x0664, false, false},  {0x200B, false, false},
    {0x0416, false, true},  {0x1F600, false, false}, {0x110000, false, false},
};

START_TEST(classifies) {
    uint32_t c = classes[_i].c;
    ck_assert_msg(tie_utf8_space(c) == classes[_i].space, "U+%04X", c);
    ck_assert_msg(tie_utf8_letter(c) == classes[_i].letter, "U+%04X", c);
}
END_TEST

static const struct {
    const char *text, *folded;
    size_t width;
} folds[] = {
    {"", "", 0},
    {"Drug CASES", "drug cases", 10},
    {"\xC3\x89t\xC3\xA9", "\xC3\xA9t\xC3\xA9", 3},
    {"E\xCC\x81", "\xC3\xA9", 1},
    {"STRASSE \xE1\xBA\x9E", "strasse ss", 9},
    {"\xE6\xBC\xA2\xE5\xAD\x97", "\xE6\xBC\xA2\xE5\xAD\x97", 4},
    {"\xCE\x91\xCE\xA3", "\xCE\xB1\xCF\x83", 2},
    {"A\xFF", "a\xFF", 2},
    {"a\tb\x7F", "a\tb\x7F", 2},
};

START_TEST(folds_and_measures) {
    tie_str s = tie_str_c(folds[_i].text);
    ck_assert_str_eq(c_str(tie_utf8_fold(&test_arena, s)), folds[_i].folded);
    ck_assert_msg(tie_utf8_width(s) == folds[_i].width, "%s: %zu", folds[_i].text,
                  tie_utf8_width(s));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/utf8");
    TCase *tests = tcase_create("utf8");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, validates, 0, COUNT_OF(texts));
    tcase_add_test(tests, put_then_next_is_identity);
    tcase_add_test(tests, finds_a_bad_byte_anywhere);
    tcase_add_loop_test(tests, classifies, 0, COUNT_OF(classes));
    tcase_add_loop_test(tests, folds_and_measures, 0, COUNT_OF(folds));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
