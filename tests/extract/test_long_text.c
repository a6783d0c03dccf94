/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long file read again here and there says what it says as a whole. */
#include "base/err.h"
#include "base/hash.h"
#include "extract/corpus.h"
#include "extract/long_text.h"
#include "extract/reader.h"
#include "tests/random.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BYTES = 1500 * 1000 };

static tie_arena arena;
static jmp_buf guard;
static tie_ruleset *rules;
static char path[] = "/tmp/tieout-long-XXXXXX";

static void load_rules(void) {
    tie_str folder = TIE_STR(TIEOUT_SOURCE_DIR "/rules");
    ck_assert_int_eq(tie_ruleset_load(folder, (tie_strs){NULL, 0}, NULL, NULL, &rules, NULL),
                     TIE_OK);
}

static void setup(void) {
    tie_arena_init(&arena, 0, &guard);
    if (TIE_GUARD(guard))
        ck_abort_msg("out of memory");
    load_rules();
}

static void teardown(void) {
    unlink(path);
    tie_ruleset_free(rules);
    tie_arena_release(&arena);
}

static tie_str make_text(test_random *random, bool one_line) {
    static const char *const parts[] = {"word", " ", "é", "7", "\r\n", "\n", "\r", "。"};
    char *text = tie_arena_alloc(&arena, BYTES, 1);
    size_t len = 0;
    while (len + 8 < BYTES) {
        const char *part = parts[random_below(random, 8)];
        bool breaks = *part == '\r' || *part == '\n';
        if (breaks && (one_line || random_below(random, 4)))
            continue;
        memcpy(text + len, part, strlen(part));
        len += strlen(part);
    }
    return (tie_str){text, len};
}

static void write_text(tie_str text) {
    memcpy(path + sizeof path - 7, "XXXXXX", 6);
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, text.ptr, text.len), (ssize_t)text.len);
    close(file);
}

START_TEST(reads_again_here_and_there) {
    test_random random = {(uint64_t)_i + 11};
    tie_str text = make_text(&random, _i == 0);
    tie_long_text again;
    tie_options options = {0};
    write_text(text);
    tie_input in = {.path = tie_str_c(path)};
    ck_assert(tie_long_text_open(rules, &options, &in, &arena, &again));
    ck_assert_uint_eq(again.hash, tie_hash(text));
    for (int round = 0; round < 60; round++) {
        size_t at = random_below(&random, (uint32_t)text.len - 200);
        tie_str bytes = tie_long_text_copy(&again, &arena, (tie_span){at, at + 150});
        ck_assert(tie_str_eq(bytes, tie_str_sub(text, at, at + 150)));
        while (((unsigned char)text.ptr[at] & 0xC0) == 0x80)
            at++;
        uint32_t line, col, want_line, want_col;
        tie_line_col(text, at, &want_line, &want_col);
        tie_long_text_line_col(&again, &arena, at, &line, &col);
        ck_assert_uint_eq(line, want_line);
        ck_assert_uint_eq(col, want_col);
    }
    ck_assert_uint_eq(tie_long_text_copy(&again, &arena, (tie_span){0, text.len + 1}).len, 0);
    tie_paged_close(&again.paged);
}
END_TEST

/* The stretches of a long document bring all of it, each behind the one before. */
typedef struct gathering {
    tie_str text;
    size_t there, stretches;
} gathering;

static bool gather(void *user, const tie_extraction *found) {
    gathering *g = user;
    size_t from = g->there > TIE_TEXT_KEPT ? g->there - TIE_TEXT_KEPT : 0;
    ck_assert_uint_ge(found->there, g->there);
    ck_assert(found->continued == (g->stretches > 0));
    ck_assert_int_eq(memcmp(found->text.ptr + from, g->text.ptr + from, found->there - from), 0);
    g->there = found->there;
    g->stretches++;
    return true;
}

START_TEST(brings_a_text_in_stretches) {
    test_random random = {77};
    gathering g = {.text = make_text(&random, _i == 0)};
    tie_options options = {.pieces = true, .texts_only = true, .jobs = 1};
    tie_corpus *corpus;
    write_text(g.text);
    ck_assert_int_eq(tie_corpus_new(rules, &options, &corpus, NULL), TIE_OK);
    ck_assert_int_eq(tie_corpus_add(corpus, tie_str_c(path), NULL), TIE_OK);
    ck_assert_int_eq(tie_corpus_read(corpus, gather, &g, true, NULL), TIE_OK);
    ck_assert_uint_eq(g.there, g.text.len);
    ck_assert_uint_gt(g.stretches, 1);
    tie_str excerpt = tie_corpus_excerpt(corpus, 0, (tie_span){1200000, 1200100});
    ck_assert(tie_str_eq(excerpt, tie_str_sub(g.text, 1200000, 1200100)));
    tie_corpus_free(corpus);
}
END_TEST

/* Blanks in a paragraph, more than a piece of it holds. */
static const struct {
    const char *before, *behind;
} blanks[] = {
    /* the last piece is nothing else, where a torn sentence waits for its rest */
    {"The docks are old, and nobody knows how long they will stand in such a wind as that. In "
     "2016, as far as anybody knows by now, the harbour\n\nReport",
     "\n\nclosed 14 docks.\n"},
    /* in a line that is too long for the piece with the line before it */
    {"The harbour has closed\nits docks, and", "14 docks are left.\n"},
};

START_TEST(passes_many_blanks) {
    enum { BLANKS = 3 * TIE_PIECE_BYTES };
    tie_str before = tie_str_c(blanks[_i].before), behind = tie_str_c(blanks[_i].behind);
    char *text = tie_arena_alloc(&arena, before.len + BLANKS + behind.len, 1);
    memcpy(text, before.ptr, before.len);
    memset(text + before.len, ' ', BLANKS);
    memcpy(text + before.len + BLANKS, behind.ptr, behind.len);
    tie_options options = {.jobs = 1};
    tie_corpus *corpus;
    const tie_claim *claims;
    write_text((tie_str){text, before.len + BLANKS + behind.len});
    ck_assert_int_eq(tie_corpus_new(rules, &options, &corpus, NULL), TIE_OK);
    ck_assert_int_eq(tie_corpus_add(corpus, tie_str_c(path), NULL), TIE_OK);
    ck_assert_int_eq(tie_corpus_read(corpus, NULL, NULL, true, NULL), TIE_OK);
    ck_assert_uint_eq(tie_corpus_claims(corpus, &claims), 1);
    ck_assert_int_eq(claims[0].value.mant, 14);
    tie_corpus_free(corpus);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("long_text");
    TCase *t = tcase_create("texts");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, reads_again_here_and_there, 0, 3);
    tcase_add_loop_test(t, brings_a_text_in_stretches, 0, 2);
    tcase_add_loop_test(t, passes_many_blanks, 0, (int)(sizeof blanks / sizeof *blanks));
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
