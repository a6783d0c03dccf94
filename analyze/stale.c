/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stale text: a figure that came back for another year. What is measured changes from year to year;
 * a figure of several digits that stays the same to the last one, in the same words, may have been
 * left standing when the year was brought up to date. Worth a note, never more. */
#include "analyze/cue.h"
#include "analyze/stages.h"
#include "analyze/wording.h"

#include <stdlib.h>

enum {
    DIGITS_TELLING = 3, /* that are equal by chance once in a thousand */
    DIGITS_LEAST = 2,   /* of what happened, where the sentences are alike as well */
    VALUE_LEAST = 10,   /* below it, counts repeat without meaning anything */
    EDITIONS_MAX = 8    /* of one figure that are looked at */
};

/* A figure that may come back. */
typedef struct standing {
    int year;
    uint32_t order, claim;
} standing;

static int cmp_standing(const void *a, const void *b) {
    const standing *x = a, *y = b;
    if (x->year != y->year)
        return x->year < y->year ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static bool yearly(tie_period p) {
    return p.known && !p.from_open && !p.to_open && p.from.year != TIE_YEAR_UNKNOWN &&
           p.to.year != TIE_YEAR_UNKNOWN;
}

/* Month and day of both ends, and how many years lie between them. */
static uint64_t shape_of(tie_period p) {
    uint64_t ends = (uint64_t)p.from.month << 24 | (uint64_t)p.from.day << 16 |
                    (uint64_t)p.to.month << 8 | p.to.day;
    return tie_hash_mix(ends, (uint64_t)(p.to.year - p.from.year));
}

/* An inherited period says when the text was written, not when the coast was measured. */
static bool dated(const tie_claim *c) {
    return c->period_from == TIE_ORIGIN_OWN || c->kind == TIE_KIND_COUNT;
}

static bool may_stand(const tie_run *run, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    return f->measure && !f->barred && f->place && yearly(c->period) && dated(c) &&
           c->hedge != TIE_HEDGE_SEVERAL && c->hedge != TIE_HEDGE_BETWEEN &&
           tie_dec_cmp(tie_dec_abs(c->value), tie_dec_int(VALUE_LEAST)) >= 0 &&
           tie_dec_digits(c->value) >= DIGITS_LEAST;
}

/* Of measure, unit, agent, place, value, and the period without its year. */
static uint64_t key_of(const tie_run *run, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    tie_dec value = tie_dec_normal(tie_claim_base_value(c));
    uint64_t key = tie_hash_mix(tie_hash_mix(f->measure, f->unit), f->agent);
    key = tie_hash_mix(tie_hash_mix(key, f->place), shape_of(c->period));
    return tie_hash_mix(tie_hash_mix(key, (uint64_t)value.mant), (uint32_t)value.exp);
}

void tie_stale_emit(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    for (uint32_t i = 0; i < part->claim_count; i++)
        if (may_stand(run, &part->claims[i]))
            tie_key_emit(run, TIE_KEY_STANDING, key_of(run, &part->claims[i]), part->claims[i].id,
                         0);
}

/* ---- Sentences that are alike ---- */

static int cmp_keys(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Words of a sentence, sorted. */
static uint64_t *words_of(tie_run *run, const tie_claim *c, size_t *count) {
    tie_cue_text text = tie_cue_read(run, c->doc, c->sentence);
    uint64_t *keys = TIE_NEW(&run->scratch, uint64_t, text.tokens.count);
    *count = 0;
    for (size_t i = 0; i < text.tokens.count; i++)
        if (text.tokens.items[i].kind == TIE_TOKEN_WORD)
            keys[(*count)++] = text.tokens.items[i].key;
    if (*count)
        qsort(keys, *count, sizeof *keys, cmp_keys);
    return keys;
}

/* Two thirds of their words are shared. */
static bool alike(tie_run *run, const tie_claim *a, const tie_claim *b) {
    size_t m, n, shared = 0;
    const uint64_t *x = words_of(run, a, &m), *y = words_of(run, b, &n);
    for (size_t i = 0, k = 0; i < m && k < n;) {
        shared += x[i] == y[k];
        bool step_x = x[i] <= y[k], step_y = y[k] <= x[i];
        i += step_x;
        k += step_y;
    }
    return m && n && 3 * 2 * shared >= 2 * (m + n);
}

/* ---- Rows ---- */

static bool comes_back(tie_run *run, const standing *a, const standing *b) {
    const tie_claim *x = tie_run_claim(run, a->claim), *y = tie_run_claim(run, b->claim);
    if (a->year == b->year || x->doc == y->doc || x->hedge != y->hedge)
        return false;
    bool telling = tie_dec_digits(x->value) >= DIGITS_TELLING;
    bool happened = x->predicate.len && !tie_claim_of_state(run->in.rules, x);
    return telling || (happened && alike(run, x, y));
}

static void report(tie_run *run, const standing *a, const standing *b) {
    const tie_claim *x = tie_run_claim(run, a->claim), *y = tie_run_claim(run, b->claim);
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_REPEAT, TIE_VERDICT_TIES);
    tie_buf buf = tie_buf_new(&run->arena), sum = tie_buf_new(&run->arena);
    draft.row.severity = TIE_SEVERITY_NOTE;
    tie_word_claim(&buf, x);
    tie_buf_puts(&buf, " in ");
    tie_period_render(&buf, x->period);
    tie_buf_puts(&buf, " and again in ");
    tie_period_render(&buf, y->period);
    tie_buf_puts(&buf, ": the year moved on, the figure did not");
    draft.row.message = tie_buf_str(&buf);
    tie_buf_printf(&sum, "the same in all %d significant digits", tie_dec_digits(x->value));
    draft.row.computation = tie_buf_str(&sum);
    draft.measure = tie_claim_measure(run->in.rules, x);
    draft.open = !draft.measure;
    draft.in_cell = true;
    tie_draft_claim(run, &draft, "value", a->claim);
    tie_draft_claim(run, &draft, "value", b->claim);
    tie_draft_add(run, &draft);
}

/* Of each figure that stands in several years, the first pair. */
static void check_group(tie_run *run, const standing *list, size_t count) {
    size_t end = count < EDITIONS_MAX ? count : EDITIONS_MAX;
    for (size_t i = 0; i < end; i++)
        for (size_t k = i + 1; k < end; k++)
            if (comes_back(run, &list[i], &list[k])) {
                report(run, &list[i], &list[k]);
                return;
            }
}

void tie_check_stale(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_key *keys;
    size_t count = tie_keys_shared(run, TIE_KEY_STANDING, &keys);
    standing *list = TIE_ROOM(&run->scratch, standing, count);
    for (size_t i = 0, end; i < count; i = end) {
        end = tie_keys_end(keys, count, i);
        for (size_t k = i; k < end; k++) {
            uint32_t claim = keys[k].claim;
            list[k - i] =
                (standing){tie_run_claim(run, claim)->period.from.year, run->order[claim], claim};
        }
        qsort(list, end - i, sizeof *list, cmp_standing);
        check_group(run, list, end - i);
    }
    tie_arena_rewind(&run->scratch, mark);
}
