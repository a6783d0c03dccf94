/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"
#include "base/utf8.h"
#include "reports/escape.h"
#include "reports/terminal.h"

#include <check.h>
#include <stdlib.h>

static jmp_buf guard;
static tie_arena arena;

static void setup(void) { tie_arena_init(&arena, 0, &guard); }
static void teardown(void) { tie_arena_release(&arena); }

static const struct {
    const char *label;
    tie_str in;
    const char *json, *terminal;
} ROWS[] = {
    {"plain", {"seven words", 11}, "seven words", "seven words"},
    {"quote and backslash", {"a\"b\\c", 5}, "a\\\"b\\\\c", "a\"b\\c"},
    {"quote behind eight bytes", {"12345678\"", 9}, "12345678\\\"", "12345678\""},
    {"quote among eight bytes", {"123\"5678", 8}, "123\\\"5678", "123\"5678"},
    {"line break and tab", {"a\r\n\tb", 5}, "a\\r\\n\\tb", "a   b"},
    {"null byte", {"a\0b", 3}, "a\\u0000b", "a<U+0000>b"},
    {"terminal escape", {"\x1b[2J", 4}, "\\u001b[2J", "<U+001B>[2J"},
    {"delete", {"\x7f", 1}, "\\u007f", "<U+007F>"},
    {"C1 control",
     {"\xC2\x9B"
      "1m",
      4},
     "\\u009b1m",
     "<U+009B>1m"},
    {"line separator", {"\xE2\x80\xA8", 3}, "\\u2028", "<U+2028>"},
    {"bidi override", {"\xE2\x80\xAE", 3}, "\\u202e", "<U+202E>"},
    {"bidi isolate", {"\xE2\x81\xA6", 3}, "\\u2066", "<U+2066>"},
    {"tag", {"\xF3\xA0\x81\x81", 4}, "\\udb40\\udc41", "<U+E0041>"},
    {"other scripts stay",
     {"caf\xC3\xA9 \xE6\xAF\x92", 9},
     "caf\xC3\xA9 \xE6\xAF\x92",
     "caf\xC3\xA9 \xE6\xAF\x92"},
    {"ill-formed byte", {"a\xFFz", 3}, "a\xEF\xBF\xBDz", "a\xEF\xBF\xBDz"},
    {"cut sequence", {"\xE2\x80", 2}, NULL, NULL},
    {"empty", {NULL, 0}, "", ""},
};

START_TEST(escapes) {
    tie_buf json = tie_buf_new(&arena), terminal = tie_buf_new(&arena);
    tie_escape_json(&json, ROWS[_i].in);
    tie_escape_terminal(&terminal, ROWS[_i].in);
    ck_assert_uint_eq(tie_utf8_valid(tie_buf_str(&json)), json.len);
    ck_assert_uint_eq(tie_utf8_valid(tie_buf_str(&terminal)), terminal.len);
    tie_buf_putc(&json, '\0');
    tie_buf_putc(&terminal, '\0');
    if (ROWS[_i].json)
        ck_assert_msg(strcmp(json.ptr, ROWS[_i].json) == 0, "%s: %s", ROWS[_i].label, json.ptr);
    if (ROWS[_i].terminal)
        ck_assert_msg(strcmp(terminal.ptr, ROWS[_i].terminal) == 0, "%s: %s", ROWS[_i].label,
                      terminal.ptr);
}
END_TEST

/* Whatever bytes come, no control byte and no ill-formed sequence leaves. */
static const struct {
    void (*escape)(tie_buf *buf, tie_str s);
    const char *in, *out;
} OTHERS[] = {
    {tie_escape_markdown, "plain words, 1.24 million (12%)", "plain words, 1.24 million (12%)"},
    {tie_escape_markdown, "<script>a & b</script>", "&#60;script&#62;a &#38; b&#60;/script&#62;"},
    {tie_escape_markdown, "a*b_c`d[e](f)|g~h", "a\\*b\\_c\\`d\\[e\\](f)\\|g\\~h"},
    {tie_escape_markdown, "1. one", "1\\. one"},
    {tie_escape_markdown, "- one", "\\- one"},
    {tie_escape_markdown, "#", "\\#"},
    {tie_escape_markdown, "http://x.y", "http&#58;//x.y"},
    {tie_escape_markdown, "www.x.y", "www&#46;x.y"},
    {tie_escape_markdown, "to @all at 10:30 :smile:", "to &#64;all at 10:30 &#58;smile:"},
    {tie_escape_markdown, "a\r\n\nb\x1b[1m", "a   b&lt;U+001B&gt;\\[1m"},
    {tie_escape_csv, "", ""},
    {tie_escape_csv, "one word", "one word"},
    {tie_escape_csv, "a,b \"c\"\r\nd", "\"a,b \"\"c\"\" \nd\""},
    {tie_escape_csv, "=1+1", "\"'=1+1\""},
    {tie_escape_csv, " \t@SUM(A1)", "\"' \t@SUM(A1)\""},
    {tie_escape_csv, "-5 degrees", "\"'-5 degrees\""},
    {tie_escape_csv, "+49 30", "\"'+49 30\""},
    {tie_escape_csv, "a\x1b[0m", "\"a<U+001B>[0m\""},
    {tie_escape_github, "50%\r\n::error::x", "50%25%0D%0A::error::x"},
    {tie_escape_github_property, "a:b,c%", "a%3Ab%2Cc%25"},
    {tie_escape_uri, "a b/c#\xC3\xA9%.txt", "a%20b/c%23%C3%A9%25.txt"},
};

START_TEST(escapes_for_other_formats) {
    tie_buf out = tie_buf_new(&arena);
    OTHERS[_i].escape(&out, tie_str_c(OTHERS[_i].in));
    tie_buf_putc(&out, '\0');
    ck_assert_str_eq(out.ptr, OTHERS[_i].out);
}
END_TEST

START_TEST(any_byte_is_safe_anywhere) {
    for (int byte = 0; byte < 256; byte++) {
        for (size_t at = 0; at < 20; at++) {
            char text[20];
            memset(text, 'x', sizeof text);
            text[at] = (char)byte;
            tie_buf json = tie_buf_new(&arena);
            tie_escape_json(&json, (tie_str){text, sizeof text});
            ck_assert_uint_eq(tie_utf8_valid(tie_buf_str(&json)), json.len);
            char *put =
                tie_arena_alloc(&arena, tie_escape_json_room((tie_str){text, sizeof text}), 1);
            ck_assert_uint_eq(tie_put_escaped_json(put, (tie_str){text, sizeof text}) - put,
                              json.len);
            ck_assert_mem_eq(put, json.ptr, json.len);
            for (size_t i = 0; i < json.len; i++)
                ck_assert((unsigned char)json.ptr[i] >= ' ' && json.ptr[i] != 0x7F);
            tie_arena_clear(&arena);
        }
    }
}
END_TEST

static const char *wrapped(const char *text, unsigned width) {
    tie_prose prose = tie_prose_new(&arena, false);
    tie_buf out = tie_buf_new(&arena);
    tie_prose_add(&prose, tie_str_c(text));
    size_t at = 0;
    for (tie_span line; tie_prose_line(&prose, &at, width, &line);) {
        tie_prose_put_line(&out, &prose, line, TIE_INK_PLAIN);
        tie_buf_putc(&out, '|');
    }
    tie_buf_putc(&out, '\0');
    return out.ptr;
}

START_TEST(lines_break_at_blanks) {
    ck_assert_str_eq(wrapped("one two three", 7), "one two|three|");
    ck_assert_str_eq(wrapped("  one \n two  ", 80), "one two|");
    ck_assert_str_eq(wrapped("incomprehensibilities", 8), "incompre|hensibil|ities|");
    ck_assert_str_eq(wrapped("\xE6\xAF\x92\xE6\xAF\x92\xE6\xAF\x92", 4),
                     "\xE6\xAF\x92\xE6\xAF\x92|\xE6\xAF\x92|");
    ck_assert_str_eq(wrapped("", 8), "");
}
END_TEST

START_TEST(cells_have_their_width) {
    tie_buf out = tie_buf_new(&arena);
    tie_put_cell(&out, TIE_STR("abc"), 5);
    tie_put_cell(&out, TIE_STR("abcdef"), 5);
    tie_buf_putc(&out, '\0');
    ck_assert_str_eq(out.ptr, "abc  abcd…");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("escape");
    TCase *tcase = tcase_create("terminal");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, escapes, 0, sizeof ROWS / sizeof *ROWS);
    tcase_add_loop_test(tcase, escapes_for_other_formats, 0, sizeof OTHERS / sizeof *OTHERS);
    tcase_add_test(tcase, any_byte_is_safe_anywhere);
    tcase_add_test(tcase, lines_break_at_blanks);
    tcase_add_test(tcase, cells_have_their_width);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
