/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"
#include "support.h"

static const char *err_text(const tie_err *err) {
    tie_buf buf = tie_buf_new(&test_arena);
    tie_err_render(&buf, err);
    return c_str(tie_buf_str(&buf));
}

/* As many columns as an excerpt shows before it cuts on the left. */
#define FORTY "0123456789012345678901234567890123456789"

static const struct {
    const char *label, *text;
    size_t offset;
    const char *want;
} excerpts[] = {
    {"plain", "{\n  \"a\": oops\n}\n", 9,
     "p.json:2:8: bad value\n      \"a\": oops\n           ^\n"},
    {"first byte", "x", 0, "p.json:1:1: bad value\n    x\n    ^\n"},
    {"end of file", "ab", 99, "p.json:1:3: bad value\n    ab\n      ^\n"},
    {"tab", "\t\"a\"\tz", 5, "p.json:1:6: bad value\n    \t\"a\"\tz\n    \t   \t^\n"},
    {"wide characters", "\xE6\xBC\xA2\xE5\xAD\x97 z", 7,
     "p.json:1:4: bad value\n    \xE6\xBC\xA2\xE5\xAD\x97 z\n         ^\n"},
    {"controls", "\x1b[31m\x01 z", 7, "p.json:1:8: bad value\n    ?[31m? z\n           ^\n"},
    {"reordering mark", "\xE2\x80\xAE z", 4, "p.json:1:3: bad value\n    ? z\n      ^\n"},
    {"ill-formed bytes", "\xFF\xC3 z", 3, "p.json:1:4: bad value\n    ?? z\n       ^\n"},
    {"carriage returns", "a\r\nb\rc z", 7, "p.json:3:3: bad value\n    c z\n      ^\n"},
    {"last full column", FORTY "xyz", 39,
     "p.json:1:40: bad value\n    " FORTY "xyz\n"
     "                                           ^\n"},
    {"cut on the left", FORTY "xyz", 41,
     "p.json:1:42: bad value\n    ...012345678901234567890123456789xyz\n"
     "                                      ^\n"},
};

START_TEST(points_at_the_column) {
    tie_err err = {.code = TIE_OK};
    tie_code code = tie_fail_at(&err, TIE_EPACK, TIE_STR("p.json"), tie_str_c(excerpts[_i].text),
                                excerpts[_i].offset, "bad %s", "value");
    ck_assert_int_eq(code, TIE_EPACK);
    ck_assert_msg(strcmp(err_text(&err), excerpts[_i].want) == 0, "%s:\n%s\nwant\n%s",
                  excerpts[_i].label, err_text(&err), excerpts[_i].want);
}
END_TEST

/* However long and wide the line, the caret stands under its column's character. */
START_TEST(cuts_long_lines) {
    for (size_t column = 0; column < 400; column++) {
        tie_buf line = tie_buf_new(&test_arena);
        size_t offset = 0;
        for (size_t i = 0; i < 400; i++) {
            if (i == column)
                offset = line.len;
            tie_buf_puts(&line, i == column ? "!" : column % 2 ? "\xF0\x9F\x98\x80" : "a");
        }
        tie_err err = {.code = TIE_OK};
        tie_fail_at(&err, TIE_EPACK, TIE_STR("p"), tie_buf_str(&line), offset, "m");
        tie_str text = tie_str_c(err_text(&err));
        size_t width = column % 2 ? 2 : 1;
        size_t mark = tie_str_find(text, TIE_STR("!")), caret = tie_str_find(text, TIE_STR("^"));
        size_t line_start = tie_str_find(text, TIE_STR("\n")) + 1;
        size_t caret_start = caret;
        while (text.ptr[caret_start - 1] != '\n')
            caret_start--;
        tie_str before = tie_str_sub(text, line_start + 4, mark);
        size_t dots = tie_str_starts(before, TIE_STR("...")) ? 3 : 0;
        size_t want = 4 + dots + (before.len - dots) / (width == 2 ? 4 : 1) * width;
        ck_assert_msg(mark < text.len && caret - caret_start == want, "column %zu:\n%s", column,
                      text.ptr);
        tie_arena_clear(&test_arena);
    }
}
END_TEST

START_TEST(first_error_wins) {
    tie_err err = {.code = TIE_OK};
    ck_assert_int_eq(tie_fail(&err, TIE_EIO, "first %d", 1), TIE_EIO);
    ck_assert_int_eq(tie_fail(&err, TIE_EUSAGE, "second"), TIE_EUSAGE);
    tie_fail_at(&err, TIE_EPACK, TIE_STR("p"), TIE_STR("t"), 0, "third");
    tie_err_hint(&err, "try %s", "this");
    tie_err_hint(&err, "or that");
    ck_assert_int_eq(err.code, TIE_EIO);
    ck_assert_str_eq(err_text(&err), "first 1\n  try this\n");
    ck_assert_int_eq(tie_fail(NULL, TIE_EIO, "nobody listens"), TIE_EIO);
    tie_err_hint(NULL, "nor here");
}
END_TEST

/* A long message ends before the character that does not fit. */
START_TEST(cuts_long_messages) {
    char text[400];
    for (size_t lead = 0; lead < 3; lead++) {
        memset(text, 'a', lead);
        for (size_t i = lead; i + 3 < sizeof text; i += 3)
            memcpy(text + i, "\xE2\x82\xAC", 4);
        tie_err err = {.code = TIE_OK};
        tie_fail(&err, TIE_EIO, "%s", text);
        size_t len = strlen(err.message);
        ck_assert_uint_eq((len - lead) % 3, 0);
        ck_assert_uint_gt(len, sizeof err.message - 4);
    }
}
END_TEST

static const struct {
    size_t offset;
    uint32_t line, col;
} places[] = {
    {0, 1, 1}, {1, 1, 2}, {2, 2, 1}, {4, 2, 2},  {5, 2, 3},
    {6, 3, 1}, {7, 4, 1}, {8, 4, 2}, {99, 4, 2},
};

START_TEST(lines_and_columns) {
    uint32_t line, col;
    tie_line_col(TIE_STR("a\n\xC3\xA9\r\n\rx"), places[_i].offset, &line, &col);
    ck_assert_msg(line == places[_i].line && col == places[_i].col, "byte %zu: %u:%u",
                  places[_i].offset, line, col);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/err");
    TCase *tests = tcase_create("err");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_loop_test(tests, points_at_the_column, 0, COUNT_OF(excerpts));
    tcase_add_test(tests, cuts_long_lines);
    tcase_add_test(tests, first_error_wins);
    tcase_add_test(tests, cuts_long_messages);
    tcase_add_loop_test(tests, lines_and_columns, 0, COUNT_OF(places));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
