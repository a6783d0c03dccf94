/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property: a claim that is written as a row and read again says the same. */
#include "reports/report.h"
#include "tests/extract/measures.h"
#include "tests/extract/not_claims.h"
#include "tests/extract/periods.h"
#include "tests/extract/phrases.h"

#include "base/dec.h"
#include "base/interval.h"
#include "extract/claim_rows.h"
#include "extract/corpus.h"

#include <check.h>
#include <stdlib.h>

static const phrase_table tables[] = {
    PHRASE_TABLE(scales), PHRASE_TABLE(words),     PHRASE_TABLE(hedges),  PHRASE_TABLE(ranges),
    PHRASE_TABLE(money),  PHRASE_TABLE(units),     PHRASE_TABLE(changes), PHRASE_TABLE(dates),
    PHRASE_TABLE(spans),  PHRASE_TABLE(neighbours)};
enum { TABLE_COUNT = sizeof tables / sizeof *tables };

static jmp_buf guard;

/* The rows of what was found in a text. */
static tie_str rows_of(reading *r, tie_str text, tie_arena *scratch) {
    const tie_doc *docs;
    ck_assert_uint_eq(tie_corpus_docs(r->corpus, &docs), 1);
    tie_buf rows = tie_buf_new(&r->arena);
    tie_claims_writer writer = {.out = &rows, .scratch = scratch};
    tie_extraction found = {
        .doc = docs, .text = text, .claims = r->claims, .claim_count = r->claim_count};
    tie_report_ndjson.claims_add(&writer, &found);
    return tie_buf_str(&rows);
}

static bool same_interval(tie_interval a, tie_interval b) {
    return a.lo_inf == b.lo_inf && a.hi_inf == b.hi_inf && (a.lo_inf || !tie_dec_cmp(a.lo, b.lo)) &&
           (a.hi_inf || !tie_dec_cmp(a.hi, b.hi));
}

static bool same_list(tie_strs a, tie_strs b) {
    bool same = a.count == b.count;
    for (size_t i = 0; same && i < a.count; i++)
        same = tie_str_eq(a.items[i], b.items[i]);
    return same;
}

static void check_same(const tie_claim *a, const tie_claim *b) {
    ck_assert_uint_eq(a->span.start, b->span.start);
    ck_assert_uint_eq(a->span.end, b->span.end);
    ck_assert_uint_eq(a->line, b->line);
    ck_assert_uint_eq(a->col, b->col);
    ck_assert(!tie_dec_cmp(a->value, b->value));
    ck_assert(!tie_dec_cmp(a->unit_u, b->unit_u));
    ck_assert_msg(!tie_dec_cmp(a->base_factor, b->base_factor), "%.*s: in %.*s (%.*s)",
                  TIE_FMT(a->text), TIE_FMT(a->unit), TIE_FMT(a->dimension));
    ck_assert(same_interval(a->worded, b->worded) && same_interval(a->decides, b->decides));
    ck_assert_int_eq(a->hedge, b->hedge);
    ck_assert_int_eq(a->kind, b->kind);
    ck_assert_int_eq(a->direction, b->direction);
    ck_assert_int_eq(a->modality, b->modality);
    ck_assert_int_eq(a->period_from, b->period_from);
    ck_assert_int_eq(a->scale, b->scale);
    ck_assert_uint_eq(a->assumptions, b->assumptions);
    ck_assert(tie_period_eq(a->period, b->period));
    ck_assert(same_list(a->modifiers, b->modifiers));
    const tie_str pairs[][2] = {{a->text, b->text},           {a->unit, b->unit},
                                {a->dimension, b->dimension}, {a->noun, b->noun},
                                {a->head, b->head},           {a->predicate, b->predicate},
                                {a->measure, b->measure},     {a->agent, b->agent},
                                {a->place, b->place},         {a->attribution, b->attribution}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        ck_assert_msg(tie_str_eq(pairs[i][0], pairs[i][1]), "%.*s: \"%.*s\", then \"%.*s\"",
                      TIE_FMT(a->text), TIE_FMT(pairs[i][0]), TIE_FMT(pairs[i][1]));
}

static const tie_quoted_doc *read_rows(reading *r, tie_str rows, tie_arena *scratch) {
    tie_quoted_docs *read = TIE_NEW(&r->arena, tie_quoted_docs, 1);
    tie_diags diags = {0};
    tie_claim_rows_read(&r->arena, scratch, tie_corpus_rules(r->corpus), TIE_STR("rows"), rows,
                        read, &diags);
    ck_assert_uint_eq(diags.count, 0);
    ck_assert_uint_eq(read->count, r->claim_count != 0);
    return read->items;
}

static tie_str quote(const tie_quoted_doc *d, tie_span span) {
    return tie_quote_find(d->quotes.items, d->quotes.count, span);
}

START_TEST(row_says_the_same) {
    const char *table;
    const phrase *p = phrase_at(tables, TABLE_COUNT, (size_t)_i, &table);
    tie_str text = tie_str_c(p->text);
    reading r;
    tie_arena scratch;
    reading_open(&r, p->date, text);
    tie_arena_init(&scratch, 0, &guard);
    const tie_quoted_doc *d = read_rows(&r, rows_of(&r, text, &scratch), &scratch);
    for (size_t i = 0; i < r.claim_count; i++) {
        const tie_claim *c = &d->claims.items[i];
        ck_assert_uint_eq(d->claims.count, r.claim_count);
        check_same(&r.claims[i], c);
        ck_assert(tie_str_eq(quote(d, c->span), c->text));
        ck_assert(tie_str_eq(quote(d, c->sentence), tie_str_span(text, r.claims[i].sentence)));
    }
    tie_arena_release(&scratch);
    reading_close(&r);
}
END_TEST

int main(void) {
    if (setjmp(guard))
        return EXIT_FAILURE;
    rules_open();
    Suite *suite = suite_create("claim rows");
    TCase *tests = tcase_create("rows");
    tcase_add_loop_test(tests, row_says_the_same, 0, (int)phrase_count(tables, TABLE_COUNT));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    rules_close();
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
