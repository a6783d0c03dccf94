/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit of sources over worlds whose truth is known. */
#include "analyze/sources.h"
#include "tests/property/lab.h"
#include "tests/property/sources_world.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

enum { WORLDS = 3 };

static lab house;
static jmp_buf guard;

typedef struct audited {
    tie_arena arena;
    world truth;
    tie_corpus *corpus;
    tie_run *run;
    tie_source_passages *passages;
    tie_sources *sources;
} audited;

static audited audit(uint64_t seed, bool copying) {
    audited a = {.corpus = NULL};
    tie_err err = {0};
    tie_arena_init(&a.arena, 0, &guard);
    tie_buf rows = tie_buf_new(&a.arena);
    a.truth = world_make(seed, copying, &rows);
    lab_clear(&house);
    lab_write(&house, "world.ndjson", rows.ptr, rows.len);
    tie_options options = {.jobs = 1};
    ck_assert(!tie_corpus_new(house.rules, &options, &a.corpus, &err));
    ck_assert(!tie_corpus_add_claims(a.corpus, tie_str_c(house.names[0]), &err));
    ck_assert(!tie_source_passages_new(house.rules, &a.passages, &err));
    ck_assert(!tie_corpus_read(a.corpus, tie_source_passages_take, a.passages, true, &err));
    ck_assert(!tie_source_passages_find(a.passages, a.corpus, &err));
    ck_assert(!tie_run_new(a.corpus, &a.run, &err));
    ck_assert(!tie_sources_new(a.run, a.passages, &a.sources, &err));
    const tie_diag *diags;
    ck_assert_uint_eq(tie_corpus_diags(a.corpus, &diags), 0);
    ck_assert_uint_eq(a.sources->count, WORLD_SOURCES);
    return a;
}

static void release(audited *a) {
    tie_sources_free(a->sources);
    tie_run_free(a->run);
    tie_source_passages_free(a->passages);
    tie_corpus_free(a->corpus);
    tie_arena_release(&a->arena);
}

/* "s07" */
static int number_of(tie_str name) { return (name.ptr[1] - '0') * 10 + name.ptr[2] - '0'; }

static double rank_correlation(audited *a) {
    double truth[WORLD_SOURCES], agreement[WORLD_SOURCES];
    for (size_t i = 0; i < a->sources->count; i++) {
        const tie_source *s = &a->sources->items[i];
        ck_assert_int_eq(s->agreement.is.status, TIE_STAT_OK);
        truth[i] = a->truth.accuracy[number_of(s->name)];
        agreement[i] = s->agreement.rate;
    }
    return tie_stat_spearman(&a->arena, truth, agreement, WORLD_SOURCES).statistic;
}

/* Agreement ranks the sources as their accuracy does, though nobody tells it the truth. */
START_TEST(agreement_follows_accuracy) {
    for (int copying = 0; copying < 2; copying++) {
        audited a = audit((uint64_t)_i + 1, copying);
        double rho = rank_correlation(&a);
        printf("world %d, %s: rank correlation %.3f\n", _i + 1, copying ? "copying" : "independent",
               rho);
        ck_assert_double_ge(rho, 0.8);
        release(&a);
    }
}
END_TEST

/* Every planted group is reported as one group, and nobody else stands in it. */
START_TEST(copying_groups_are_found) {
    audited a = audit((uint64_t)_i + 1, true);
    ck_assert_uint_eq(a.sources->group_count, WORLD_GROUPS);
    for (size_t i = 0; i < a.sources->count; i++) {
        const tie_source *x = &a.sources->items[i];
        ck_assert_int_eq(x->group != 0, a.truth.group[number_of(x->name)] >= 0);
        for (size_t k = 0; k < i; k++) {
            const tie_source *y = &a.sources->items[k];
            bool planted = a.truth.group[number_of(x->name)] == a.truth.group[number_of(y->name)];
            if (x->group && y->group)
                ck_assert_int_eq(x->group == y->group, planted);
        }
    }
    release(&a);
}
END_TEST

START_TEST(independent_sources_stay_so) {
    audited a = audit((uint64_t)_i + 1, false);
    ck_assert_uint_eq(a.sources->pair_count, 0);
    ck_assert_uint_eq(a.sources->group_count, 0);
    release(&a);
}
END_TEST

/* test_sources_world rows SEED [twin]: prints a world, for a look at it with tieout sources
 * --claims. */
static int print_rows(int argc, char **argv) {
    tie_arena arena;
    tie_arena_init(&arena, 0, &guard);
    tie_buf rows = tie_buf_new(&arena);
    world_make(strtoull(argv[2], NULL, 10), argc < 4, &rows);
    fwrite(rows.ptr, 1, rows.len, stdout);
    tie_arena_release(&arena);
    return EXIT_SUCCESS;
}

static void setup(void) { lab_open(&house); }
static void teardown(void) { lab_close(&house); }

int main(int argc, char **argv) {
    if (setjmp(guard))
        return EXIT_FAILURE;
    if (argc > 2 && strcmp(argv[1], "rows") == 0)
        return print_rows(argc, argv);
    Suite *suite = suite_create("sources");
    TCase *tests = tcase_create("worlds");
    tcase_set_timeout(tests, 120);
    tcase_add_unchecked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, agreement_follows_accuracy, 0, WORLDS);
    tcase_add_loop_test(tests, copying_groups_are_found, 0, WORLDS);
    tcase_add_loop_test(tests, independent_sources_stay_so, 0, WORLDS);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
