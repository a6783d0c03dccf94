/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How texts are read for repeats: words, figures, months, sentences. */
#include "base/buf.h"
#include "tests/analyze/repeat_english.h"
#include "tests/random.h"

#include <check.h>
#include <stdlib.h>

typedef struct reading {
    tie_repeat_token tokens[128];
    size_t count;
} reading;

static jmp_buf guard;
static tie_arena arena;
static tie_repeat_words *words;

static void setup(void) {
    tie_arena_init(&arena, 0, &guard);
    if (TIE_GUARD(guard))
        ck_abort_msg("out of memory");
    words = tie_repeat_english(&arena);
}

static void teardown(void) { tie_arena_release(&arena); }

static reading read_text(tie_str text) {
    reading out = {0};
    tie_repeat_scan scan = tie_repeat_scan_new(words, &arena, text);
    out.count = tie_repeat_scan_next(&scan, scan.text.len, out.tokens, 128);
    return out;
}

static tie_str bytes(tie_str text, tie_repeat_token t) {
    return tie_str_sub(text, t.start, t.start + (t.len & TIE_REPEAT_LEN));
}

/* Each row: a text and its tokens; figures in brackets, the first of a sentence behind a bar. */
static const struct row {
    const char *text, *tokens;
} rows[] = {
    {"Customs seized 4,035 kg.", "|Customs seized [4,035] kg"},
    {"1.07 million people", "|[1.07 million] people"},
    {"twenty-five cases, two hundred thousand pills",
     "|[twenty-five] cases [two hundred thousand] pills"},
    {"in October it may rain", "|in October it may rain"},
    {"on October 7, 2023", "|on [October] [7] [2023]"},
    {"on 7 May 2023", "|on [7] [May] [2023]"},
    {"COVID-19 and G20 and 3km", "|COVID [19] and G [20] and [3] km"},
    {"2022,71,000 users", "|[2022,71,000] users"},
    {"One. Two! Three? four", "|[One] |[Two] |[Three] |[four]"},
    {"a heading\n\nthe text\nand on", "|a heading |the text and on"},
    {"“Quoted” words’ end", "|Quoted words end"},
    {"Zürich café", "|Zürich café"},
    {"禁毒 work", "|禁 毒 work"},
    {"", ""},
    {" . \n\n ", ""},
};

START_TEST(reads_tokens) {
    tie_str text = tie_str_c(rows[_i].text);
    reading got = read_text(text);
    tie_buf buf = tie_buf_new(&arena);
    for (size_t i = 0; i < got.count; i++) {
        bool figure = tie_repeat_masked(got.tokens[i].word);
        tie_buf_puts(&buf, i ? " " : "");
        tie_buf_puts(&buf, got.tokens[i].len & TIE_REPEAT_SENTENCE ? "|" : "");
        tie_buf_puts(&buf, figure ? "[" : "");
        tie_buf_add(&buf, bytes(text, got.tokens[i]));
        tie_buf_puts(&buf, figure ? "]" : "");
    }
    tie_buf_putc(&buf, '\0');
    ck_assert_str_eq(buf.ptr, rows[_i].tokens);
}
END_TEST

static const struct pair {
    const char *a, *b;
    bool same;
} pairs[] = {
    {"1,000", "1000", true},
    {"1.07 million", "1,070,000", true},
    {"twenty-five", "25", true},
    {"two hundred thousand", "200,000", true},
    {"2.50", "2.5", true},
    {"million", "1 million", true},
    {"Zürich", "zürich", true},
    {"Seized", "SEIZED", true},
    {"10", "100", false},
    {"1.5", "15", false},
    {"1.07 million", "1.07 billion", false},
    {"internationally", "internationals", false},
};

START_TEST(compares_values) {
    reading a = read_text(tie_str_c(pairs[_i].a)), b = read_text(tie_str_c(pairs[_i].b));
    ck_assert_uint_eq(a.count, 1);
    ck_assert_uint_eq(b.count, 1);
    ck_assert_int_eq(tie_repeat_same_value(a.tokens[0].word, b.tokens[0].word), pairs[_i].same);
}
END_TEST

START_TEST(survives_any_bytes) {
    test_random random = {7};
    for (int round = 0; round < 2000; round++) {
        size_t len = random_below(&random, 90);
        char *text = malloc(len + 1); /* its own block: reading past the end shows */
        for (size_t i = 0; i < len; i++) {
            uint64_t x = random_next(&random);
            text[i] = x % 3 ? "aZ1,.\0\xC3\xA9\xE2\x80 \n-\xFF"[x / 3 % 15] : (char)(x >> 8);
        }
        reading got = read_text((tie_str){text, len});
        uint32_t at = 0;
        for (size_t i = 0; i < got.count; i++) {
            ck_assert_uint_ge(got.tokens[i].start, at);
            at = got.tokens[i].start + (got.tokens[i].len & TIE_REPEAT_LEN);
        }
        ck_assert_uint_le(at, len);
        free(text);
    }
}
END_TEST

enum { LONG_TEXT = 6000, TOKENS = 4096 };

static size_t read_pieces(tie_str text, test_random *random, tie_repeat_token *out) {
    tie_repeat_scan scan = tie_repeat_scan_new(words, &arena, text);
    size_t count = 0;
    for (size_t there = 0; there < text.len;) {
        there += random ? random_below(random, 700) : text.len;
        there = there < text.len ? there : text.len;
        size_t capacity = random ? 2 + random_below(random, 60) : TOKENS;
        for (size_t n; (n = tie_repeat_scan_next(&scan, there, out + count, capacity)) > 0;)
            count += n;
    }
    return count;
}

/* A text that comes in stretches has the tokens that it has as a whole. */
START_TEST(forgets_the_pieces) {
    static const char *const parts[] = {"October", "7",  " ", "two",    "-",   "hundred",
                                        "3,0",     "\n", "é", "。",     "May", ".",
                                        "cases",   " ",  " ", "million"};
    static tie_repeat_token whole[TOKENS], pieces[TOKENS];
    test_random random = {(uint64_t)_i + 40};
    char text[LONG_TEXT];
    size_t len = 0;
    while (len + 300 < sizeof text) {
        const char *part = parts[random_below(&random, sizeof parts / sizeof *parts)];
        memcpy(text + len, part, strlen(part));
        len += strlen(part);
        if (random_below(&random, 100) == 0) {
            memset(text + len, ' ', 250);
            len += 250;
        }
    }
    size_t count = read_pieces((tie_str){text, len}, NULL, whole);
    ck_assert_uint_lt(count, TOKENS);
    ck_assert_uint_eq(read_pieces((tie_str){text, len}, &random, pieces), count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_eq(whole[i].word, pieces[i].word);
        ck_assert_uint_eq(whole[i].start, pieces[i].start);
        ck_assert_uint_eq(whole[i].len, pieces[i].len);
    }
}
END_TEST

START_TEST(cuts_long_words) {
    char text[1000];
    memset(text, 'x', sizeof text);
    reading got = read_text((tie_str){text, sizeof text});
    ck_assert_uint_eq(got.count, (sizeof text + 62) / 63);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("repeat_words");
    TCase *t = tcase_create("words");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, reads_tokens, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(t, compares_values, 0, sizeof pairs / sizeof *pairs);
    tcase_add_test(t, survives_any_bytes);
    tcase_add_loop_test(t, forgets_the_pieces, 0, 50);
    tcase_add_test(t, cuts_long_words);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
