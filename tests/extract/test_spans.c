/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property: a claim is in its span. Its sentence alone gives the same figure at the same place, and
 * so does the whole text behind another paragraph. */
#include "tests/extract/measures.h"
#include "tests/extract/not_claims.h"
#include "tests/extract/periods.h"
#include "tests/extract/phrases.h"

#include "base/dec.h"

#include <check.h>
#include <stdlib.h>

static const phrase_table tables[] = {
    PHRASE_TABLE(separators), PHRASE_TABLE(scales),      PHRASE_TABLE(words),
    PHRASE_TABLE(fractions),  PHRASE_TABLE(hedges),      PHRASE_TABLE(ranges),
    PHRASE_TABLE(rates),      PHRASE_TABLE(money),       PHRASE_TABLE(units),
    PHRASE_TABLE(times),      PHRASE_TABLE(changes),     PHRASE_TABLE(shapes),
    PHRASE_TABLE(neighbours), PHRASE_TABLE(dates),       PHRASE_TABLE(spans),
    PHRASE_TABLE(parts),      PHRASE_TABLE(identifiers), PHRASE_TABLE(clocks),
    PHRASE_TABLE(names),      PHRASE_TABLE(pronouns),    PHRASE_TABLE(points),
    PHRASE_TABLE(relatives),  PHRASE_TABLE(impossible)};
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

/* Where the noun stands in another sentence or in a table's header, the sentence alone cannot give
 * the unit. */
static bool same_figure(const tie_claim *a, const tie_claim *b) {
    bool unit_elsewhere = a->assumptions & TIE_ASSUME_NOUN;
    return tie_str_eq(a->text, b->text) && tie_dec_cmp(a->value, b->value) == 0 &&
           tie_dec_cmp(a->value_hi, b->value_hi) == 0 && a->hedge == b->hedge &&
           (unit_elsewhere || tie_str_eq(a->unit, b->unit));
}

/* The claims of `part`, a text that stands at `offset` in the one of `claim`, hold it. */
static void check_again(reading *whole, const tie_claim *claim, const reading *part,
                        uint64_t offset) {
    const tie_claim *again = claim_at(part, claim->span.start - offset);
    if (again && same_figure(claim, again))
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
        check_again(&whole, c, &alone, c->sentence.start);
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
        check_again(&later, &later.claims[i], &whole, sizeof before - 1);
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
