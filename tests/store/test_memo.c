/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memos: what is recalled is what was read, and bytes that are no memo, whatever they are, are
 * refused or harmless. */
#include "base/hash.h"
#include "extract/corpus.h"
#include "extract/memo.h"
#include "tests/property/lab.h"
#include "tests/random.h"

#include <check.h>
#include <stdlib.h>

enum { INPUTS = 3, DAMAGES = 400 };

static const char *const PATHS[INPUTS] = {
    TIEOUT_SOURCE_DIR "/examples/corpus/2024-01-18-meeting-note.md",
    TIEOUT_SOURCE_DIR "/examples/corpus/2024-02-12-press-release.txt",
    TIEOUT_SOURCE_DIR "/examples/corpus/2024-02-28-bulletin.txt",
};

static lab bench;

/* A memory that holds the memo of each input. */
typedef struct shelf {
    char *memos[INPUTS];
    size_t lens[INPUTS], count;
    tie_memory memory;
} shelf;

static tie_str recall(void *user, uint64_t tag) {
    shelf *m = user;
    return (tie_str){m->memos[tag], m->lens[tag]};
}

static tie_str no_text(void *user, uint64_t tag) {
    (void)user;
    (void)tag;
    return (tie_str){0};
}

static bool learn(void *user, const tie_lesson *lesson) {
    shelf *m = user;
    ck_assert(!lesson->failed && tie_memo_intact(lesson->memo));
    m->memos[lesson->tag] = malloc(lesson->memo.len);
    memcpy(m->memos[lesson->tag], lesson->memo.ptr, lesson->memo.len);
    m->lens[lesson->tag] = lesson->memo.len;
    m->count++;
    return true;
}

static void forget(shelf *m) {
    for (size_t i = 0; i < INPUTS; i++)
        free(m->memos[i]);
}

/* Reads or recalls the inputs; NULL where a memo is refused. */
static tie_corpus *read_with(shelf *m, tie_input_state state) {
    tie_options options = {.today = {2024, 3, 1}, .passages = true, .jobs = 1};
    tie_defaults none = {0};
    tie_corpus *corpus;
    tie_err err = {0};
    ck_assert_int_eq(tie_corpus_new(bench.rules, &options, &corpus, &err), TIE_OK);
    m->memory = (tie_memory){m, recall, no_text, learn};
    tie_corpus_remember(corpus, &m->memory);
    for (uint64_t i = 0; i < INPUTS; i++)
        ck_assert(tie_corpus_add_input(corpus, tie_str_c(PATHS[i]), &none, state, i, 0));
    tie_code code = tie_corpus_read(corpus, NULL, NULL, true, &err);
    if (!code)
        return corpus;
    ck_assert_int_eq(code, TIE_EINPUT);
    tie_corpus_free(corpus);
    return NULL;
}

static uint64_t print_of(tie_corpus *corpus) {
    const tie_finding *rows;
    tie_run *run;
    uint64_t print = 0;
    ck_assert_int_eq(tie_run_new(corpus, &run, NULL), TIE_OK);
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++) {
        print = tie_hash_mix(tie_hash_mix(print, rows[i].fingerprint), rows[i].evidence);
        print = tie_hash_mix(tie_hash_mix(print, tie_hash(rows[i].message)),
                             tie_hash(rows[i].computation));
    }
    tie_run_free(run);
    return print;
}

static bool same_dec(tie_dec a, tie_dec b) { return a.mant == b.mant && a.exp == b.exp; }

static void same_claim(const tie_claim *a, const tie_claim *b) {
    tie_claim x = *a, y = *b;
    tie_str *xs[TIE_CLAIM_STRINGS], *ys[TIE_CLAIM_STRINGS];
    tie_claim_strings(&x, xs);
    tie_claim_strings(&y, ys);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        ck_assert(tie_str_eq(*xs[i], *ys[i]));
    ck_assert(x.id == y.id && x.doc == y.doc && x.line == y.line && x.col == y.col);
    ck_assert(x.span.start == y.span.start && x.span.end == y.span.end);
    ck_assert(x.sentence.start == y.sentence.start && x.sentence.end == y.sentence.end);
    ck_assert(same_dec(x.value, y.value) && same_dec(x.value_hi, y.value_hi));
    ck_assert(same_dec(x.unit_u, y.unit_u) && same_dec(x.base_factor, y.base_factor));
    ck_assert(x.hedge == y.hedge && x.kind == y.kind && x.direction == y.direction);
    ck_assert(x.modality == y.modality && x.assumptions == y.assumptions);
    ck_assert(x.decimals == y.decimals && x.scale == y.scale);
    ck_assert_uint_eq(x.modifiers.count, y.modifiers.count);
}

/* Asked for a document or a claim at a time, there is what there is of all. */
static void same_parts(tie_corpus *corpus) {
    const tie_doc *docs;
    const tie_claim *claims;
    size_t doc_count = tie_corpus_docs(corpus, &docs), count = tie_corpus_claims(corpus, &claims);
    ck_assert_uint_eq(count, tie_corpus_claim_count(corpus));
    size_t next = 0;
    for (uint32_t d = 0; d < doc_count; d++) {
        const tie_doc_part *part = tie_corpus_part(corpus, d);
        ck_assert_uint_eq(part->claim_count, docs[d].claim_count);
        for (uint32_t i = 0; i < part->claim_count; i++, next++) {
            same_claim(&part->claims[i], &claims[next]);
            same_claim(tie_corpus_claim(corpus, (uint32_t)next), &claims[next]);
            ck_assert(part->claims[i].doc == d && part->claims[i].id == next);
        }
        for (uint32_t i = 0; i < part->sentence_count; i++)
            ck_assert(part->sentences[i].doc == d);
        for (uint32_t i = 0; i < part->date_count; i++)
            ck_assert(part->dates[i].doc == d);
    }
    ck_assert_uint_eq(next, count);
}

START_TEST(recalled_is_read) {
    shelf m = {0};
    tie_corpus *read = read_with(&m, TIE_INPUT_NEW), *known = read_with(&m, TIE_INPUT_KNOWN);
    const tie_claim *a, *b;
    size_t count = tie_corpus_claims(read, &a);
    ck_assert_uint_eq(count, tie_corpus_claims(known, &b));
    ck_assert_uint_gt(count, 20);
    for (size_t i = 0; i < count; i++)
        same_claim(&a[i], &b[i]);
    ck_assert_uint_eq(m.count, INPUTS);
    same_parts(read);
    same_parts(known);
    for (uint32_t d = 0; d < INPUTS; d++) {
        uint64_t tag;
        uint32_t part;
        ck_assert(!tie_corpus_recalled(read, d) && tie_corpus_recalled(known, d));
        tie_corpus_origin(known, d, &tag, &part);
        ck_assert(tag == d && part == 0);
    }
    tie_corpus_free(read);
    tie_corpus_free(known);
    forget(&m);
}
END_TEST

/* The texts are not in this memory: they are read from the files, and all is the same. */
START_TEST(finds_the_same) {
    shelf m = {0};
    tie_corpus *read = read_with(&m, TIE_INPUT_NEW), *known = read_with(&m, TIE_INPUT_KNOWN);
    ck_assert(print_of(read) == print_of(known));
    tie_corpus_free(read);
    tie_corpus_free(known);
    forget(&m);
}
END_TEST

START_TEST(cut_or_changed_is_refused) {
    shelf m = {0};
    test_random random = {7};
    tie_corpus_free(read_with(&m, TIE_INPUT_NEW));
    for (size_t i = 0; i < INPUTS; i++) {
        size_t len = m.lens[i];
        uint32_t at = random_below(&random, (uint32_t)len);
        m.lens[i] = at;
        ck_assert_ptr_null(read_with(&m, TIE_INPUT_KNOWN));
        m.lens[i] = len;
        m.memos[i][at] = (char)(m.memos[i][at] + 1);
        ck_assert_ptr_null(read_with(&m, TIE_INPUT_KNOWN));
        m.memos[i][at] = (char)(m.memos[i][at] - 1);
    }
    forget(&m);
}
END_TEST

/* Bytes of a stranger who knows the checksum. */
START_TEST(forged_is_harmless) {
    shelf m = {0};
    test_random random = {11};
    tie_corpus_free(read_with(&m, TIE_INPUT_NEW));
    for (int n = 0; n < DAMAGES; n++) {
        size_t i = random_below(&random, INPUTS);
        uint32_t at = 8 + random_below(&random, (uint32_t)m.lens[i] - 8);
        char before = m.memos[i][at];
        m.memos[i][at] = (char)random_next(&random);
        uint64_t sum = tie_hash((tie_str){m.memos[i] + 8, m.lens[i] - 8}), old;
        memcpy(&old, m.memos[i], sizeof old);
        memcpy(m.memos[i], &sum, sizeof sum);
        tie_corpus *corpus = read_with(&m, TIE_INPUT_KNOWN);
        if (corpus)
            print_of(corpus);
        tie_corpus_free(corpus);
        m.memos[i][at] = before;
        memcpy(m.memos[i], &old, sizeof old);
    }
    forget(&m);
}
END_TEST

static void open_bench(void) { lab_open(&bench); }
static void close_bench(void) { lab_close(&bench); }

int main(void) {
    Suite *suite = suite_create("memo");
    TCase *tcase = tcase_create("memo");
    tcase_add_unchecked_fixture(tcase, open_bench, close_bench);
    tcase_add_test(tcase, recalled_is_read);
    tcase_add_test(tcase, finds_the_same);
    tcase_add_test(tcase, cut_or_changed_is_refused);
    tcase_add_test(tcase, forged_is_harmless);
    tcase_set_timeout(tcase, 600);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
