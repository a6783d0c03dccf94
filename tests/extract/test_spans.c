/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property: a claim is in its span. Its sentence alone gives the same claim at the same place, but
 * for what it has from elsewhere; the whole text behind another paragraph gives it whole. */
#include "tests/extract/contexts.h"
#include "tests/extract/measures.h"
#include "tests/extract/not_claims.h"
#include "tests/extract/periods.h"
#include "tests/extract/phrases.h"
#include "tests/extract/variants.h"

#include "base/date.h"
#include "base/dec.h"

#include <check.h>
#include <stdlib.h>

static const phrase_table tables[] = {
    PHRASE_TABLE(separators),    PHRASE_TABLE(scales),          PHRASE_TABLE(words),
    PHRASE_TABLE(fractions),     PHRASE_TABLE(hedges),          PHRASE_TABLE(ranges),
    PHRASE_TABLE(rates),         PHRASE_TABLE(money),           PHRASE_TABLE(units),
    PHRASE_TABLE(times),         PHRASE_TABLE(changes),         PHRASE_TABLE(shapes),
    PHRASE_TABLE(neighbours),    PHRASE_TABLE(dates),           PHRASE_TABLE(spans),
    PHRASE_TABLE(parts),         PHRASE_TABLE(identifiers),     PHRASE_TABLE(clocks),
    PHRASE_TABLE(names),         PHRASE_TABLE(pronouns),        PHRASE_TABLE(points),
    PHRASE_TABLE(relatives),     PHRASE_TABLE(impossible),      PHRASE_TABLE(holidays),
    PHRASE_TABLE(orders),        PHRASE_TABLE(pages),           PHRASE_TABLE(times_elsewhere),
    PHRASE_TABLE(nouns),         PHRASE_TABLE(compared),        PHRASE_TABLE(sides),
    PHRASE_TABLE(codes),         PHRASE_TABLE(number_variants), PHRASE_TABLE(shared_words),
    PHRASE_TABLE(name_variants), PHRASE_TABLE(period_variants)};
enum { TABLE_COUNT = sizeof tables / sizeof *tables };

static const phrase *row_at(int index) {
    const char *table;
    return phrase_at(tables, TABLE_COUNT, (size_t)index, &table);
}

static const tie_claim *claim_at(const reading *found, uint64_t start) {
    for (size_t i = 0; i < found->claim_count; i++)
        if (found->claims[i].span.start == start)
            return &found->claims[i];
    return NULL;
}

static bool same_strs(tie_strs a, tie_strs b) {
    bool same = a.count == b.count;
    for (size_t i = 0; same && i < a.count; i++)
        same = tie_str_eq(a.items[i], b.items[i]);
    return same;
}

static bool same_interval(tie_interval a, tie_interval b) {
    return a.lo_inf == b.lo_inf && a.hi_inf == b.hi_inf && a.lo_open == b.lo_open &&
           a.hi_open == b.hi_open && (a.lo_inf || tie_dec_cmp(a.lo, b.lo) == 0) &&
           (a.hi_inf || tie_dec_cmp(a.hi, b.hi) == 0);
}

static bool same_value(const tie_claim *a, const tie_claim *b) {
    return tie_str_eq(a->text, b->text) && tie_dec_cmp(a->value, b->value) == 0 &&
           tie_dec_cmp(a->value_hi, b->value_hi) == 0 && a->hedge == b->hedge &&
           a->decimals == b->decimals && a->scale == b->scale;
}

static bool same_words(const tie_claim *a, const tie_claim *b) {
    return tie_str_eq(a->unit, b->unit) && tie_str_eq(a->dimension, b->dimension) &&
           tie_str_eq(a->noun, b->noun) && tie_str_eq(a->head, b->head) &&
           same_strs(a->modifiers, b->modifiers) && a->kind == b->kind &&
           a->direction == b->direction && tie_dec_cmp(a->unit_u, b->unit_u) == 0 &&
           same_interval(a->worded, b->worded) && same_interval(a->decides, b->decides) &&
           same_interval(a->loose, b->loose);
}

static bool same_facets(const tie_claim *a, const tie_claim *b) {
    return tie_period_eq(a->period, b->period) && tie_str_eq(a->place, b->place) &&
           tie_str_eq(a->agent, b->agent) && tie_str_eq(a->predicate, b->predicate) &&
           tie_str_eq(a->attribution, b->attribution) && a->modality == b->modality;
}

/* alone: what other sentences, a heading or a table's header gave is not asked for. */
static bool same_claim(const tie_claim *a, const tie_claim *b, bool alone) {
    enum {
        ELSEWHERE = TIE_ASSUME_YEAR | TIE_ASSUME_RELATIVE_PERIOD | TIE_ASSUME_PERIOD_FRAME |
                    TIE_ASSUME_PERIOD_HEADING | TIE_ASSUME_PERIOD_SENTENCE
    };
    if (!same_value(a, b))
        return false;
    bool noun_elsewhere = alone && a->assumptions & TIE_ASSUME_NOUN;
    bool facets_elsewhere =
        alone && (a->period_from != TIE_ORIGIN_OWN || a->assumptions & ELSEWHERE);
    return (noun_elsewhere || same_words(a, b)) &&
           (facets_elsewhere ? a->modality == b->modality : same_facets(a, b));
}

/* The claims of `part`, a text that stands at `offset` in the one of `claim`, hold it. */
static void check_again(reading *whole, const tie_claim *claim, const reading *part,
                        uint64_t offset, bool alone) {
    const tie_claim *again = claim_at(part, claim->span.start - offset);
    if (again && same_claim(claim, again, alone))
        return;
    tie_buf said = tie_buf_new(&whole->arena);
    claim_say(&said, claim);
    tie_buf_puts(&said, again ? "again as " : "not found again");
    if (again)
        claim_say(&said, again);
    tie_buf_putc(&said, '\0');
    ck_abort_msg("%s", said.ptr);
}

START_TEST(span_is_the_figure) {
    tie_str text = tie_str_c(row_at(_i)->text);
    reading whole;
    reading_open(&whole, row_at(_i)->date, text);
    for (size_t i = 0; i < whole.claim_count; i++) {
        const tie_claim *c = &whole.claims[i];
        ck_assert_uint_le(c->sentence.start, c->span.start);
        ck_assert_uint_lt(c->span.start, c->span.end);
        ck_assert_uint_le(c->span.end, c->sentence.end);
        ck_assert_uint_le(c->sentence.end, text.len);
        ck_assert(tie_str_eq(tie_str_span(text, c->span), c->text));
        ck_assert(i == 0 || whole.claims[i - 1].span.end <= c->span.start);
    }
    reading_close(&whole);
}
END_TEST

START_TEST(sentence_alone) {
    tie_str text = tie_str_c(row_at(_i)->text);
    reading whole, alone;
    reading_open(&whole, row_at(_i)->date, text);
    for (size_t i = 0; i < whole.claim_count; i++) {
        const tie_claim *c = &whole.claims[i];
        reading_open(&alone, row_at(_i)->date, tie_str_span(text, c->sentence));
        check_again(&whole, c, &alone, c->sentence.start, true);
        reading_close(&alone);
    }
    reading_close(&whole);
}
END_TEST

START_TEST(behind_another_paragraph) {
    static const char before[] = "The council met in the old hall and heard the reports.\n\n";
    reading whole, later;
    reading_open(&whole, row_at(_i)->date, tie_str_c(row_at(_i)->text));
    tie_str text = tie_arena_printf(&whole.arena, "%s%s", before, row_at(_i)->text);
    reading_open(&later, row_at(_i)->date, text);
    ck_assert_uint_eq(whole.claim_count, later.claim_count);
    for (size_t i = 0; i < later.claim_count; i++)
        check_again(&later, &later.claims[i], &whole, sizeof before - 1, false);
    reading_close(&later);
    reading_close(&whole);
}
END_TEST

int main(void) {
    int count = (int)phrase_count(tables, TABLE_COUNT);
    rules_open();
    Suite *suite = suite_create("spans");
    TCase *cases = tcase_create("spans");
    tcase_add_loop_test(cases, span_is_the_figure, 0, count);
    tcase_add_loop_test(cases, sentence_alone, 0, count);
    tcase_add_loop_test(cases, behind_another_paragraph, 0, count);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    rules_close();
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
