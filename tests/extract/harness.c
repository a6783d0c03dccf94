/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/extract/harness.h"

#include "base/date.h"
#include "base/dec.h"
#include "extract/corpus.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static tie_ruleset *shipped_rules;
static jmp_buf guard; /* never set: a test that runs out of memory crashes */

static void say_fault(void *user, const tie_err *err) {
    (void)user;
    fprintf(stderr, "%s:%u:%u: %s\n", err->path, err->line, err->col, err->message);
}

void rules_open(void) {
    tie_err err = {0};
    tie_code code = tie_ruleset_load(TIE_STR(TIEOUT_SOURCE_DIR "/rules"), (tie_strs){NULL, 0},
                                     say_fault, NULL, &shipped_rules, &err);
    if (code != TIE_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(EXIT_FAILURE);
    }
}

void rules_close(void) { tie_ruleset_free(shipped_rules); }

void reading_open(reading *r, const char *date, tie_str text) {
    tie_err err = {0};
    tie_options options = {.today = {2024, 6, 1}, .jobs = 1, .with_dates = true};
    if (date)
        ck_assert_int_eq(tie_date_parse(tie_str_c(date), &options.date), TIE_OK);
    *r = (reading){.corpus = NULL};
    tie_arena_init(&r->arena, 0, &guard);
    ck_assert_msg(tie_corpus_new(shipped_rules, &options, &r->corpus, &err) == TIE_OK, "%s",
                  err.message);
    ck_assert_msg(tie_corpus_add_text(r->corpus, TIE_STR("row.txt"), text, &err) == TIE_OK, "%s",
                  err.message);
    ck_assert_msg(tie_corpus_read(r->corpus, NULL, NULL, true, &err) == TIE_OK, "%s", err.message);
    r->claim_count = tie_corpus_claims(r->corpus, &r->claims);
    r->date_count = tie_corpus_dates(r->corpus, &r->dates);
}

void reading_close(reading *r) {
    tie_corpus_free(r->corpus);
    tie_arena_release(&r->arena);
}

void claim_say(tie_buf *out, const tie_claim *claim) {
    const char *direction = tie_direction_name(claim->direction);
    tie_buf_add(out, claim->text);
    tie_buf_putc(out, '|');
    tie_dec_render(out, claim->value);
    if (tie_dec_cmp(claim->value, claim->value_hi) != 0) {
        tie_buf_puts(out, "..");
        tie_dec_render(out, claim->value_hi);
    }
    tie_buf_printf(out, "|%.*s|%s|%s|", TIE_FMT(claim->unit), tie_hedge_name(claim->hedge),
                   tie_kind_name(claim->kind));
    tie_period_render(out, claim->period);
    tie_buf_printf(out, "|%.*s|%s|%s\n", TIE_FMT(claim->place), direction ? direction : "",
                   tie_modality_name(claim->modality));
}

void date_say(tie_buf *out, const tie_date_expr *date) {
    tie_period_render(out, date->period);
    tie_buf_printf(out, "%s  (%.*s)\n", date->fault.len ? "!" : "", TIE_FMT(date->text));
}

/* Up to the next separator; *rest moves behind it. */
static tie_str cut(tie_str *rest, tie_str separator) {
    size_t at = tie_str_find(*rest, separator);
    tie_str first = tie_str_sub(*rest, 0, at);
    *rest = tie_str_sub(*rest, at < rest->len ? at + separator.len : at, rest->len);
    return first;
}

/* One of the alternatives of want is got; an empty want asks nothing. */
static bool field_is(tie_str want, tie_str got) {
    if (want.len == 0)
        return true;
    while (want.len) {
        tie_str one = cut(&want, TIE_STR("~"));
        if (tie_str_eq(one, got) || (tie_str_eq(one, TIE_STR("-")) && got.len == 0))
            return true;
    }
    return false;
}

/* Tables print no more than six digits behind the point: two thirds are 0.666667. */
static bool number_is(tie_str want, tie_dec got) {
    tie_dec value;
    ck_assert_int_eq(tie_dec_parse(want, &value, NULL), TIE_OK);
    return tie_dec_cmp(value, tie_dec_round(got, 6)) == 0;
}

static bool value_is(tie_str want, const tie_claim *claim) {
    if (want.len == 0)
        return true;
    tie_str low = cut(&want, TIE_STR(".."));
    return number_is(low, claim->value) && number_is(want.len ? want : low, claim->value_hi);
}

static tie_str period_text(tie_arena *arena, tie_period period) {
    tie_buf buf = tie_buf_new(arena);
    tie_period_render(&buf, period);
    return tie_buf_str(&buf);
}

static bool claim_is(tie_arena *arena, const char *expect, const tie_claim *claim) {
    tie_str rest = tie_str_c(expect), bar = TIE_STR("|");
    return field_is(cut(&rest, bar), claim->text) && value_is(cut(&rest, bar), claim) &&
           field_is(cut(&rest, bar), claim->unit) &&
           field_is(cut(&rest, bar), tie_str_c(tie_hedge_name(claim->hedge))) &&
           field_is(cut(&rest, bar), tie_str_c(tie_kind_name(claim->kind))) &&
           field_is(cut(&rest, bar), period_text(arena, claim->period)) &&
           field_is(cut(&rest, bar), claim->place) &&
           field_is(cut(&rest, bar), tie_str_c(tie_direction_name(claim->direction))) &&
           field_is(cut(&rest, bar), tie_str_c(tie_modality_name(claim->modality)));
}

static bool date_is(tie_arena *arena, const char *expect, const tie_date_expr *date) {
    tie_str want = {expect, strlen(expect)};
    bool faulty = want.len && expect[want.len - 1] == '!';
    want.len -= faulty;
    return faulty == (date->fault.len > 0) && field_is(want, period_text(arena, date->period));
}

static size_t expect_count(const char *const *expect) {
    size_t count = 0;
    while (count < PHRASE_EXPECTS && expect[count])
        count++;
    return count;
}

bool claims_are(const reading *found, const char *const *expect) {
    tie_arena arena = {0};
    tie_arena_init(&arena, 0, &guard);
    bool all = expect_count(expect) == found->claim_count;
    for (size_t i = 0; all && i < found->claim_count; i++)
        all = claim_is(&arena, expect[i], &found->claims[i]);
    tie_arena_release(&arena);
    return all;
}

bool dates_are(const reading *found, const char *const *expect) {
    tie_arena arena = {0};
    tie_arena_init(&arena, 0, &guard);
    bool all = expect_count(expect) == found->date_count;
    for (size_t i = 0; all && i < found->date_count; i++)
        all = date_is(&arena, expect[i], &found->dates[i]);
    tie_arena_release(&arena);
    return all;
}

size_t phrase_count(const phrase_table *tables, size_t table_count) {
    size_t count = 0;
    for (size_t t = 0; t < table_count; t++)
        count += tables[t].count;
    return count;
}

const phrase *phrase_at(const phrase_table *tables, size_t table_count, size_t index,
                        const char **table_name) {
    for (size_t t = 0; t < table_count; index -= tables[t++].count)
        if (index < tables[t].count) {
            *table_name = tables[t].name;
            return &tables[t].rows[index];
        }
    return NULL;
}
