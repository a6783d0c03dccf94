/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/token.h"

#include "support.h"

static tie_tokens tokens_of(tie_str text) {
    tie_tokens tokens = {0};
    tie_tokenize(&test_arena, text, 0, text.len, &tokens);
    return tokens;
}

/* "tons|.|In|#2022": a number behind #, the flags that a row may want to see in braces. */
static const char *shown(const char *text) {
    tie_buf out = tie_buf_new(&test_arena);
    tie_str s = tie_str_c(text);
    tie_tokens tokens = tokens_of(s);
    for (size_t i = 0; i < tokens.count; i++) {
        tie_token t = tokens.items[i];
        if (i)
            tie_buf_putc(&out, '|');
        if (t.kind == TIE_TOKEN_NUMBER)
            tie_buf_putc(&out, '#');
        tie_buf_add(&out, tie_str_sub(s, t.start, t.end));
        if (t.flags & TIE_TOKEN_SUFFIX)
            tie_buf_puts(&out, "{suffix}");
        if (t.flags & TIE_TOKEN_TAIL)
            tie_buf_puts(&out, "{tail}");
        if (t.flags & TIE_TOKEN_MARK)
            tie_buf_puts(&out, "{mark}");
    }
    return c_str(tie_buf_str(&out));
}

static const struct {
    const char *text, *tokens;
} splits[] = {
    {"", ""},
    {" \t\n", ""},
    {"Police seized 5.19 tons.", "Police|seized|#5.19|tons|."},
    /* words */
    {"China's", "China|'s{suffix}"},
    {"China\u2019s", "China|\u2019s{suffix}"},
    {"CHINA'S share", "CHINA|'S{suffix}|share"},
    {"Xi'an's", "Xi'an|'s{suffix}"},
    {"Xi\u2019an", "Xi\u2019an"},
    {"don't", "don't"},
    {"the 1990's", "the|#1990|'s{suffix}"},
    {"states' rights", "states|'|rights"},
    {"'so' it is", "'|so|'|it|is"},
    {"'s", "'|s"},
    {"caf\u00e9 \u010cesko", "caf\u00e9|\u010cesko"},
    {"\u00c9cole's", "\u00c9cole|'s{suffix}"},
    {"drug-related", "drug|-|related"},
    {"km/h US$ \u00b0C %", "km|/|h|US|$|\u00b0|C|%"},
    {"**bold** _it_", "*{mark}|*{mark}|bold|*{mark}|*{mark}|_{mark}|it|_{mark}"},
    {"tons.In", "tons|.|In"},
    {"internationalisation of words that are longer than eight letters, in more than one window's",
     "internationalisation|of|words|that|are|longer|than|eight|letters|,|in|more|than|one|window|"
     "'s{suffix}"},
    {"a word that no window shows: "
     "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz x",
     "a|word|that|no|window|shows|:|"
     "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz|x"},
    {"COVID19 G20 A4", "COVID|#19{tail}|G|#20{tail}|A|#4{tail}"},
    {"caf\u00e919", "caf\u00e9|#19{tail}"},
    {"5kg 19th", "#5|kg|#19|th"},
    /* grouped numbers */
    {"1,234.5 and 12,345,678", "#1,234.5|and|#12,345,678"},
    {"12,34,567 1,23,456", "#12,34,567|#1,23,456"},
    {"2022,71,000", "#2022|,|#71,000"},
    {"2022,1.07", "#2022|,|#1.07"},
    {"1,2,3", "#1|,|#2|,|#3"},
    {"1,2345", "#1|,|#2345"},
    {"1,234,56", "#1,234|,|#56"},
    {"12,34,56", "#12|,|#34|,|#56"},
    {"0,123", "#0|,|#123"},
    {"1'234'567", "#1'234'567"},
    {"1\u2019234", "#1\u2019234"},
    {"77 794 cases", "#77 794|cases"},
    {"77\u00a0794 77\u202f794 77\u2009794", "#77\u00a0794|#77\u202f794|#77\u2009794"},
    {"1 234 567.8", "#1 234 567.8"},
    {"in 2022 373 000", "in|#2022|#373 000"},
    {"77 7944", "#77|#7944"},
    {"15 230 4500", "#15|#230|#4500"},
    {"15 230 345 120 998", "#15|#230|#345|#120|#998"},
    {"1 500,000", "#1|#500,000"},
    {"7  794", "#7|#794"},
    {"7\n794", "#7|#794"},
    {"020 123", "#020|#123"},
    {"12,345 678", "#12,345|#678"},
    /* points */
    {"in 2022.", "in|#2022|."},
    {"3.14", "#3.14"},
    {"1.234.567", "#1.234.567"},
    {"1.234", "#1.234"},
    {"1.2.3", "#1|.|#2|.|#3"},
    {"12.05.2022", "#12|.|#05|.|#2022"},
    {".5 by", "#.5|by"},
    {"a .75", "a|#.75"},
    {"a.75", "a|.|#75"},
    {"3\u00b719", "#3|\u00b7|#19"},
    {"10:30", "#10|:|#30"},
    {"7.", "#7|."},
    {"7,", "#7|,"},
    {"7'", "#7|'"},
    {".", "."},
};

START_TEST(splits_text) { ck_assert_str_eq(shown(splits[_i].text), splits[_i].tokens); }
END_TEST

static const struct {
    const char *text;
    unsigned flags; /* of the last token */
} flagged[] = {
    {"word", 0},
    {"Word", TIE_TOKEN_CAPITAL},
    {"WORD", TIE_TOKEN_CAPITAL | TIE_TOKEN_UPPER},
    {"wORD", 0},
    {"\u00c9t\u00e9", TIE_TOKEN_CAPITAL},
    {"\u00c9T\u00c9", TIE_TOKEN_CAPITAL | TIE_TOKEN_UPPER},
    {"\u4e2d\u6587", 0},
    {"O'BRIEN", TIE_TOKEN_CAPITAL | TIE_TOKEN_UPPER},
    {"a b", TIE_TOKEN_SPACE},
    {"a  b", TIE_TOKEN_SPACE},
    {"a   b", TIE_TOKEN_SPACE | TIE_TOKEN_GAP},
    {"a\u00a0\u00a0\u00a0b", TIE_TOKEN_SPACE | TIE_TOKEN_GAP},
    {"a\tb", TIE_TOKEN_SPACE | TIE_TOKEN_GAP},
    {"a\nb", TIE_TOKEN_SPACE | TIE_TOKEN_LINE},
    {"a    \r\n b", TIE_TOKEN_SPACE | TIE_TOKEN_LINE},
    {"a\n   b", TIE_TOKEN_SPACE | TIE_TOKEN_LINE},
    {"a\n                        b", TIE_TOKEN_SPACE | TIE_TOKEN_LINE | TIE_TOKEN_GAP},
};

START_TEST(sets_flags) {
    tie_tokens tokens = tokens_of(tie_str_c(flagged[_i].text));
    ck_assert_uint_eq(tokens.items[tokens.count - 1].flags, flagged[_i].flags);
}
END_TEST

static const struct {
    const char *a, *b;
    bool same;
} pairs[] = {
    {"Seized", "SEIZED", true},
    {"Xi'an", "xi\u2019AN", true},
    {"\u00c9cole", "\u00e9cole", true},
    {"\u00e9cole", "e\u0301cole", true},
    {"stra\u00dfe", "STRASSE", true},
    {"\u0416", "\u0436", true},
    {"ecole", "\u00e9cole", false},
    {"drug", "drugs", false},
    {"a", "", false},
};

START_TEST(gives_equal_words_equal_keys) {
    tie_str a = tie_str_c(pairs[_i].a), b = tie_str_c(pairs[_i].b);
    ck_assert_int_eq(tie_word_key(a) == tie_word_key(b), pairs[_i].same);
    ck_assert_int_eq(tie_str_eq(tie_word_fold(&test_arena, a), tie_word_fold(&test_arena, b)),
                     pairs[_i].same);
}
END_TEST

/* The fast path of the scan and tie_word_key hash words of every length alike. */
START_TEST(keys_words_of_any_length) {
    char word[200];
    for (size_t len = 1; len < sizeof word; len++) {
        for (size_t i = 0; i < len; i++)
            word[i] = (char)((i % 2 ? 'a' : 'A') + i % 26);
        tie_str s = {word, len};
        tie_tokens tokens = tokens_of(s);
        ck_assert_uint_eq(tokens.count, 1);
        ck_assert_uint_eq(tokens.items[0].key, tie_word_key(s));
        ck_assert_uint_eq(tokens.items[0].key, tie_word_key(tie_word_fold(&test_arena, s)));
    }
}
END_TEST

/* Stored runs are compared by fingerprints that are made of keys. */
START_TEST(keeps_keys_for_good) {
    ck_assert_uint_eq(tie_word_key(TIE_STR("Seized")), 0xA1BF8B23975D5DBC);
    ck_assert_uint_eq(tie_word_key(TIE_STR("Methamphetamine")), 0x219C228D2C61E4A4);
    ck_assert_uint_eq(tokens_of(TIE_STR("%")).items[0].key, 0x14BE1A9D78A65AC4);
}
END_TEST

static const struct {
    const char *literal, *value;
    int decimals;
    bool grouped;
} numbers[] = {
    {"0", "0", 0, false},
    {"007", "7", 0, false},
    {"2022", "2022", 0, false},
    {"1,070,000", "1070000", 0, true},
    {"12,34,567", "1234567", 0, true},
    {"77\u00a0794", "77794", 0, true},
    {"1'234.50", "1234.5", 2, true},
    {"1.234.567", "1234567", 0, true},
    {"3.140", "3.14", 3, false},
    {".05", "0.05", 2, false},
    {"100000000000000000000000", "100000000000000000000000", 0, false},
    {"0.0000000000000000000000", "0", 22, false},
    {"1.0203", "1.0203", 4, false},
};

START_TEST(reads_values) {
    tie_dec value = {0, 0};
    int decimals = -1;
    bool grouped = !numbers[_i].grouped;
    ck_assert_int_eq(tie_token_number(tie_str_c(numbers[_i].literal), &value, &decimals, &grouped),
                     TIE_OK);
    ck_assert_str_eq(dec_text(value), numbers[_i].value);
    ck_assert_int_eq(decimals, numbers[_i].decimals);
    ck_assert_int_eq(grouped, numbers[_i].grouped);
}
END_TEST

START_TEST(refuses_values_that_do_not_fit) {
    tie_dec value = {4, 2};
    int decimals = 0;
    bool grouped = false;
    char *zeros = tie_arena_alloc(&test_arena, 2000, 1);
    memset(zeros, '0', 2000);
    ck_assert_int_eq(
        tie_token_number(TIE_STR("1,234,567,890,123,456,789"), &value, &decimals, &grouped),
        TIE_ERANGE);
    ck_assert_int_eq(tie_token_number((tie_str){zeros, 2000}, &value, &decimals, &grouped),
                     TIE_ERANGE);
    ck_assert_int_eq(tie_token_number(TIE_STR("."), &value, &decimals, &grouped), TIE_EINPUT);
    ck_assert_int_eq(value.mant, 4);
}
END_TEST

static const struct {
    const char *text;
    size_t count;
    const char *last;
} fields[] = {
    {"164,14,178", 5, "178"}, {"\"1,234\",5", 5, "5"}, {"77 794,5", 3, "5"}, {"it,'s", 4, "s"},
    {"a,,1", 4, "1"},         {"a , b", 3, "b"},       {",", 1, ","},        {"", 0, ""}};

START_TEST(splits_fields) {
    tie_tokens tokens = {0};
    tie_str text = tie_str_c(fields[_i].text);
    tie_tokenize_fields(&test_arena, text, 0, text.len, &tokens);
    ck_assert_uint_eq(tokens.count, fields[_i].count);
    if (!tokens.count)
        return;
    tie_token last = tokens.items[tokens.count - 1];
    ck_assert_str_eq(c_str(tie_str_sub(text, last.start, last.end)), fields[_i].last);
}
END_TEST

/* Whatever the bytes: tokens are in order and inside, and only white space lies between them. The
 * text is a copy of its own, so that a sanitizer sees a read outside. */
START_TEST(covers_any_bytes) {
    static const char *const parts[] = {"1",         "12",
                                        "234",       ",",
                                        ".",         " ",
                                        "'",         "\u2019",
                                        "s",         "an",
                                        "A",         "*",
                                        "#",         "\n",
                                        "\u00a0",    "\u00e9",
                                        "e",         "\t",
                                        "-",         "%",
                                        "$",         "\xE2",
                                        "\xE2\x80",  "\xFF",
                                        "of words ", "internationalisation"};
    uint64_t state = (uint64_t)_i + 1;
    tie_buf buf = tie_buf_new(&test_arena);
    for (int64_t n = random_in(&state, 0, 80); n > 0; n--)
        tie_buf_puts(&buf, parts[random_in(&state, 0, COUNT_OF(parts) - 1)]);
    size_t len = buf.len;
    char *text = malloc(len ? len : 1);
    if (len)
        memcpy(text, buf.ptr, len);
    tie_str s = {text, len};
    size_t start = len ? (size_t)random_in(&state, 0, (int64_t)len) : 0, at = start;
    tie_tokens tokens = {0};
    tie_tokenize(&test_arena, s, start, len, &tokens);
    for (size_t i = 0; i < tokens.count; i++) {
        tie_token t = tokens.items[i];
        ck_assert_uint_le(at, t.start);
        ck_assert_uint_lt(t.start, t.end);
        ck_assert_uint_le(t.end, len);
        ck_assert_int_eq(t.start > at, (t.flags & TIE_TOKEN_SPACE) != 0);
        for (; at < t.start; at++)
            ck_assert_msg(memchr(" \n\t\xC2\xA0", text[at], 5) != NULL, "lost byte %zu", at);
        tie_dec value;
        int decimals;
        bool grouped;
        if (t.kind == TIE_TOKEN_NUMBER)
            ck_assert_int_ne(
                tie_token_number(tie_str_sub(s, t.start, t.end), &value, &decimals, &grouped),
                TIE_EINPUT);
        at = t.end;
    }
    free(text);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("token");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, arena_setup, arena_teardown);
    tcase_add_loop_test(rows, splits_text, 0, COUNT_OF(splits));
    tcase_add_loop_test(rows, splits_fields, 0, COUNT_OF(fields));
    tcase_add_loop_test(rows, sets_flags, 0, COUNT_OF(flagged));
    tcase_add_loop_test(rows, gives_equal_words_equal_keys, 0, COUNT_OF(pairs));
    tcase_add_test(rows, keys_words_of_any_length);
    tcase_add_test(rows, keeps_keys_for_good);
    tcase_add_loop_test(rows, reads_values, 0, COUNT_OF(numbers));
    tcase_add_test(rows, refuses_values_that_do_not_fit);
    tcase_add_loop_test(rows, covers_any_bytes, 0, 300);
    suite_add_tcase(suite, rows);
    return run_suite(suite);
}
