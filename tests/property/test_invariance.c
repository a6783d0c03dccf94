/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not change what is found: the number of threads, the order of documents, a stranger
 * among them, and reading a sentence alone. */
#include "tests/property/lab.h"
#include "tests/property/prose.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORLDS = 12, DOCS = 8, SENTENCES = 14, TEXT_MAX = 32768 };

static lab bench;
static test_random dice;

/* A fresh world for each row of a loop test. */
static void open_world(int seed) {
    static char text[TEXT_MAX];
    lab_clear(&bench);
    dice = (test_random){(uint64_t)seed * 7919 + 1};
    for (unsigned i = 0; i < DOCS; i++) {
        char name[16];
        snprintf(name, sizeof name, "d%u.txt", i);
        size_t len = prose_write(text, sizeof text, SENTENCES, PROSE_INLAND, &dice);
        lab_write(&bench, name, text, len);
    }
}

static void assert_same(const lines *expected, const lines *got, const char *what) {
    for (size_t i = 0; i < expected->count && i < got->count; i++)
        ck_assert_msg(strcmp(expected->items[i], got->items[i]) == 0, "%s:\n  %s\n  %s", what,
                      expected->items[i], got->items[i]);
    ck_assert_msg(expected->count == got->count, "%s: %zu lines, then %zu", what, expected->count,
                  got->count);
}

START_TEST(threads_change_nothing) {
    open_world(_i);
    lines claims = {0}, findings = {0};
    lab_check(&bench, NULL, 1, &claims, &findings);
    ck_assert_uint_gt(claims.count, DOCS * SENTENCES / 2);
    for (unsigned jobs = 2; jobs <= 5; jobs += 3) {
        lines more_claims = {0}, more_findings = {0};
        lab_check(&bench, NULL, jobs, &more_claims, &more_findings);
        assert_same(&claims, &more_claims, "claims with more threads");
        assert_same(&findings, &more_findings, "findings with more threads");
        lines_free(&more_claims);
        lines_free(&more_findings);
    }
    lines_free(&claims);
    lines_free(&findings);
}
END_TEST

START_TEST(order_of_documents_changes_nothing) {
    open_world(_i);
    lines findings = {0}, turned = {0};
    lab_check(&bench, NULL, 2, NULL, &findings);
    unsigned order[DOCS] = {0};
    for (unsigned i = 0; i < DOCS; i++) { /* a random permutation (Fisher and Yates) */
        unsigned j = random_below(&dice, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
    lab_check(&bench, order, 2, NULL, &turned);
    lines_sort(&findings);
    lines_sort(&turned);
    assert_same(&findings, &turned, "findings in another order of documents");
    lines_free(&findings);
    lines_free(&turned);
}
END_TEST

/* Findings that touch no document whose name begins so. */
static void drop_touching(lines *l, const char *name) {
    size_t kept = 0;
    for (size_t i = 0; i < l->count; i++) {
        char mark[24];
        snprintf(mark, sizeof mark, "| %s", name);
        if (strstr(l->items[i], mark))
            free(l->items[i]);
        else
            l->items[kept++] = l->items[i];
    }
    l->count = kept;
}

START_TEST(a_stranger_adds_nothing_between_the_others) {
    static char text[TEXT_MAX];
    open_world(_i);
    lines before = {0}, after = {0};
    lab_check(&bench, NULL, 2, NULL, &before);
    size_t len = prose_write(text, sizeof text, SENTENCES, PROSE_COAST, &dice);
    lab_write(&bench, "stranger.txt", text, len);
    lab_check(&bench, NULL, 2, NULL, &after);
    drop_touching(&after, "stranger.txt");
    lines_sort(&before);
    lines_sort(&after);
    const char *fresh = lines_missing(&after, &before);
    ck_assert_msg(!fresh, "only with the stranger: %s", fresh);
    lines_free(&before);
    lines_free(&after);
}
END_TEST

/* A claim's own sentence, alone in a document, must yield the claim again: what stands in the words
 * is not read from the neighbourhood. (Period, place and the noun of a list item may be.) */
static void assert_again(const tie_corpus *alone, const tie_claim *claim) {
    const tie_claim *claims;
    size_t count = tie_corpus_claims(alone, &claims);
    uint64_t start = claim->span.start - claim->sentence.start;
    for (size_t i = 0; i < count; i++) {
        const tie_claim *c = &claims[i];
        if (c->span.start != start)
            continue;
        ck_assert_msg(c->text.len == claim->text.len &&
                          memcmp(c->text.ptr, claim->text.ptr, c->text.len) == 0,
                      "\"%.*s\" became \"%.*s\"", (int)claim->text.len, claim->text.ptr,
                      (int)c->text.len, c->text.ptr);
        ck_assert_int_eq(c->value.mant, claim->value.mant);
        ck_assert_int_eq(c->value.exp, claim->value.exp);
        ck_assert_int_eq(c->hedge, claim->hedge);
        ck_assert_int_eq(c->kind, claim->kind);
        return;
    }
    ck_abort_msg("\"%.*s\" is not found in its own sentence", (int)claim->text.len,
                 claim->text.ptr);
}

START_TEST(a_sentence_alone_yields_its_claims) {
    static char text[TEXT_MAX];
    test_random random = {(uint64_t)_i + 100};
    lab_clear(&bench);
    size_t len = prose_write(text, sizeof text, SENTENCES, PROSE_INLAND, &random);
    lab_write(&bench, "all.txt", text, len);
    tie_corpus *corpus = lab_read(&bench, bench.names[0]);
    const tie_claim *claims;
    size_t count = tie_corpus_claims(corpus, &claims);
    ck_assert_uint_gt(count, 0);
    for (size_t i = 0; i < count; i++) {
        const tie_claim *c = &claims[i];
        ck_assert_uint_le(c->span.end, len);
        ck_assert_uint_le(c->sentence.start, c->span.start);
        ck_assert_uint_ge(c->sentence.end, c->span.end);
        ck_assert_mem_eq(c->text.ptr, text + c->span.start, c->text.len);
        ck_assert_uint_eq(c->span.end - c->span.start, c->text.len);
        lab_write(&bench, "alone.txt", text + c->sentence.start,
                  (size_t)(c->sentence.end - c->sentence.start));
        tie_corpus *alone = lab_read(&bench, bench.names[1]);
        assert_again(alone, c);
        tie_corpus_free(alone);
    }
    tie_corpus_free(corpus);
}
END_TEST

/* Hundredths of a ton, the last digit not 0, so that both units print the same last place. */
static const char *weigh(unsigned hundredths, bool kilograms, char *out, size_t size) {
    const char *sentence = "In 2022, customs in Norway seized a total of %s of heroin.\n";
    char figure[32];
    if (kilograms)
        snprintf(figure, sizeof figure, "%u,%03u kg", hundredths / 100, hundredths % 100 * 10);
    else
        snprintf(figure, sizeof figure, "%u.%02u tons", hundredths / 100, hundredths % 100);
    snprintf(out, size, sentence, figure);
    return out;
}

/* Leaves of each comparison its code, verdict and severity; repeats compare words, too, and go. */
static void cut_to_verdict(lines *l) {
    size_t kept = 0;
    for (size_t i = 0; i < l->count; i++) {
        char *at = l->items[i];
        if (strncmp(at, "compare ", 8) != 0) {
            free(at);
            continue;
        }
        l->items[kept++] = at;
        for (unsigned words = 0; *at && (words += *at == ' ') < 3; at++)
            ;
        *at = '\0';
    }
    l->count = kept;
    lines_sort(l);
}

START_TEST(another_unit_keeps_the_verdict) {
    test_random random = {(uint64_t)_i + 500};
    unsigned first = 111 + 10 * random_below(&random, 80), second = first;
    if (_i % 3)
        second = 111 + 10 * random_below(&random, 80) + random_below(&random, 8);
    lines expected = {0};
    for (unsigned units = 0; units < 4; units++) {
        char text[128];
        lines found = {0};
        lab_clear(&bench);
        weigh(first, units & 1, text, sizeof text);
        lab_write(&bench, "a.txt", text, strlen(text));
        weigh(second, units & 2, text, sizeof text);
        lab_write(&bench, "b.txt", text, strlen(text));
        lab_check(&bench, NULL, 1, NULL, &found);
        cut_to_verdict(&found);
        if (units == 0) {
            expected = found;
            ck_assert_msg((found.count > 0) == (first != second), "%u and %u: %zu findings", first,
                          second, found.count);
            continue;
        }
        assert_same(&expected, &found, "findings in other units");
        lines_free(&found);
    }
    lines_free(&expected);
}
END_TEST

static void setup(void) { lab_open(&bench); }
static void teardown(void) { lab_close(&bench); }

int main(void) {
    Suite *suite = suite_create("invariance");
    TCase *tcase = tcase_create("invariance");
    tcase_set_timeout(tcase, 120);
    tcase_add_unchecked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, threads_change_nothing, 0, WORLDS);
    tcase_add_loop_test(tcase, order_of_documents_changes_nothing, 0, WORLDS);
    tcase_add_loop_test(tcase, a_stranger_adds_nothing_between_the_others, 0, WORLDS);
    tcase_add_loop_test(tcase, a_sentence_alone_yields_its_claims, 0, WORLDS);
    tcase_add_loop_test(tcase, another_unit_keeps_the_verdict, 0, WORLDS);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
