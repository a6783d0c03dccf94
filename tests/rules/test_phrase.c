/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <stdio.h>

static tie_phrases *phrases;
static void *stemmer;

static void setup(void) {
    arena_setup();
    phrases = tie_phrases_new(&test_arena, 0);
    stemmer = tie_stemmer_new();
}

static void teardown(void) {
    tie_stemmer_free(stemmer);
    arena_teardown();
}

static bool add(const char *form, int32_t arg) {
    return tie_phrases_add(phrases, &test_arena, tie_str_c(form), NULL,
                           (tie_entry){.lex = TIE_LEX_UNIT, .arg = arg});
}

/* The longest phrase at the start of text; its tokens, 0 for none, with the arg in *arg. */
static unsigned match(const char *text, int32_t *arg) {
    tie_tokens tokens = {0};
    tie_str s = tie_str_c(text);
    tie_tokenize(&test_arena, s, 0, s.len, &tokens);
    unsigned longest = 0;
    const tie_node *node = NULL;
    for (size_t i = 0; i < tokens.count; i++) {
        uint64_t key = tokens.items[i].key;
        node = i ? tie_phrases_next(phrases, node, key) : tie_phrases_first(phrases, key);
        if (!node)
            break;
        if (!node->phrase.count)
            continue;
        longest = node->phrase.tokens;
        *arg = node->phrase.entries->arg;
    }
    return longest;
}

static const struct {
    const char *text;
    unsigned tokens;
    int32_t arg;
} matches[] = {
    {"kilogram", 1, 1},
    {"KILOGRAM of", 1, 1},
    {"square kilometers", 2, 2},
    {"square meters", 0, 0},
    {"square", 0, 0},
    {"km/h", 3, 3},
    {"km / h", 3, 3},
    {"km", 1, 4},
    {"km/s", 1, 4},
    {"women's rights", 3, 5},
    {"women\u2019s rights", 3, 5},
    {"US$", 2, 6},
    {"caf\u00c9", 1, 7},
    {"nothing", 0, 0},
};

START_TEST(finds_the_longest) {
    add("kilogram", 1);
    add("square kilometers", 2);
    add("km/h", 3);
    add("km", 4);
    add("women's rights", 5);
    add("US$", 6);
    add("caf\u00e9", 7);
    tie_phrases_freeze(phrases, &test_arena);
    int32_t arg = 0;
    ck_assert_uint_eq(match(matches[_i].text, &arg), matches[_i].tokens);
    ck_assert_int_eq(arg, matches[_i].arg);
}
END_TEST

START_TEST(keeps_all_entries_of_a_phrase_in_order) {
    for (int32_t arg = 0; arg < 100; arg++)
        ck_assert(add("second", arg) && add("second", arg / 2));
    tie_phrases_freeze(phrases, &test_arena);
    const tie_entry *e = tie_phrases_find(phrases, &test_arena, TIE_STR("second"), NULL);
    for (int32_t arg = 0; arg < 100; arg++, e = tie_phrases_next_entry(phrases, e))
        ck_assert_int_eq(e->arg, arg);
    ck_assert_ptr_null(e);
}
END_TEST

START_TEST(refuses_what_cannot_be_matched) {
    ck_assert(!add("", 0));
    ck_assert(!add(" \n", 0));
    ck_assert(!add("1 2 3 4 5 6 7 8 9 10 11 12 13", 0));
    ck_assert(add("a b c d e f g h i j k l", 0));
}
END_TEST

/* Thousands of phrases that share beginnings: each is found, with its own number. */
START_TEST(holds_many) {
    enum { MANY = 20000 };
    char form[32];
    for (int i = 0; i < MANY; i++) {
        for (int j = 0, n = i; j < 6; j++, n /= 6)
            snprintf(form + 3 * j, 4, "w%c ", 'a' + n % 6);
        tie_str owned = tie_arena_str(&test_arena, tie_str_c(form));
        tie_entry entry = {.lex = TIE_LEX_UNIT, .arg = i};
        ck_assert(tie_phrases_add(phrases, &test_arena, owned, NULL, entry));
    }
    tie_phrases_freeze(phrases, &test_arena);
    for (int i = 0; i < MANY; i++) {
        for (int j = 0, n = i; j < 6; j++, n /= 6)
            snprintf(form + 3 * j, 4, "w%c ", 'a' + n % 6);
        int32_t arg = -1;
        ck_assert_uint_eq(match(form, &arg), 6);
        ck_assert_int_eq(arg, i);
    }
}
END_TEST

static const struct {
    const char *a, *b;
    bool same;
} terms[] = {
    {"drug case", "drug cases", true},      {"seizing opium", "Seized opium", true},
    {"manufacturing", "manufacture", true}, {"women's rights", "women\u2019s right", true},
    {"drug case", "drug", false},           {"policy", "police", false},
};

START_TEST(matches_terms_by_stem) {
    tie_phrases_add(phrases, &test_arena, tie_str_c(terms[_i].a), stemmer, (tie_entry){.arg = 7});
    const tie_entry *e = tie_phrases_find(phrases, &test_arena, tie_str_c(terms[_i].b), stemmer);
    ck_assert_int_eq(e != NULL, terms[_i].same);
}
END_TEST

static const struct {
    const char *form;
    unsigned flags;
    const char *print;
    bool fits;
} fits[] = {
    {"May", TIE_PHRASE_EXACT, "May", true},
    {"May", TIE_PHRASE_EXACT, "may", false},
    {"May", TIE_PHRASE_EXACT, "MAY", false},
    {"US$", TIE_PHRASE_EXACT, "US$", true},
    {"US $", TIE_PHRASE_EXACT, "US $", true},
    {"A$", TIE_PHRASE_EXACT, "A $", false},
    {"US", TIE_PHRASE_EXACT, "us", false},
    {"Turkey", TIE_PHRASE_CAPITAL, "Turkey", true},
    {"Turkey", TIE_PHRASE_CAPITAL, "TURKEY", true},
    {"Turkey", TIE_PHRASE_CAPITAL, "turkey", false},
    {"ton", 0, "TON", true},
};

START_TEST(asks_for_the_case_of_the_form) {
    tie_tokens tokens = {0};
    tie_str print = tie_str_c(fits[_i].print);
    tie_tokenize(&test_arena, print, 0, print.len, &tokens);
    tie_entry entry = {.flags = (uint8_t)fits[_i].flags,
                       .tokens = (uint8_t)tokens.count,
                       .form = tie_str_c(fits[_i].form)};
    ck_assert_int_eq(tie_entry_fits(&entry, print, tokens.items), fits[_i].fits);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("phrase");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, setup, teardown);
    tcase_add_loop_test(rows, finds_the_longest, 0, COUNT_OF(matches));
    tcase_add_test(rows, keeps_all_entries_of_a_phrase_in_order);
    tcase_add_test(rows, refuses_what_cannot_be_matched);
    tcase_add_test(rows, holds_many);
    tcase_add_loop_test(rows, matches_terms_by_stem, 0, COUNT_OF(terms));
    tcase_add_loop_test(rows, asks_for_the_case_of_the_form, 0, COUNT_OF(fits));
    suite_add_tcase(suite, rows);
    return run_suite(suite);
}
