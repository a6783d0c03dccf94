/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heaping: a publisher whose plain counts end in 0, or in 0 and 5, more often than counting to one
 * would give. An observation about precision, never a fault: one line of information. */
#include "analyze/finding.h"
#include "analyze/stages.h"
#include "analyze/stat.h"
#include "analyze/trend.h"
#include "analyze/wording.h"

#include <stdlib.h>

typedef struct digit {
    uint64_t source;
    uint32_t order, claim;
    uint8_t last;
} digit;

typedef struct habit {
    const digit *digits;
    size_t count;
    tie_heaping heaping;
} habit;

/* A count that claims to be exact: no hedge, no scale word, three digits and more. */
static bool plain(const tie_claim *c) {
    enum { THREE_DIGITS = 100 };
    return c->kind == TIE_KIND_COUNT && c->hedge == TIE_HEDGE_EXACT && !c->scale && !c->decimals &&
           c->modality == TIE_MODALITY_STATED && c->value.exp >= 0 &&
           tie_dec_cmp(c->value, tie_dec_int(THREE_DIGITS)) >= 0;
}

void tie_heaping_emit(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    for (uint32_t i = 0; i < part->claim_count && run->in.docs[doc].source.len; i++) {
        const tie_claim *c = &part->claims[i];
        if (!plain(c))
            continue;
        tie_dec v = tie_dec_normal(c->value);
        uint32_t last = (uint32_t)(c->value.exp > 0 ? 0 : c->value.mant % 10);
        tie_key_emit(run, TIE_KEY_DIGIT, tie_hash_mix((uint64_t)v.mant, (uint32_t)v.exp), c->id,
                     last);
    }
}

/* Repeated figures count once: a quotation is no new habit. */
static int cmp_digits(const void *a, const void *b) {
    const digit *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static size_t collect(tie_run *run, digit *out) {
    const tie_keys *keys = &run->keys[TIE_KEY_DIGIT];
    tie_map seen = {0};
    uint64_t source = 0;
    uint32_t doc = 0, known = UINT32_MAX; /* known: whose source it is */
    size_t count = 0;
    for (size_t i = 0; i < keys->count; i++) {
        const tie_key *k = &keys->items[i];
        while (k->claim >= run->in.docs[doc].first_claim + run->in.docs[doc].claim_count)
            doc++;
        if (known != doc)
            source = tie_hash(run->in.docs[known = doc].source);
        if (tie_map_put(&seen, &run->scratch, tie_hash_mix(source, k->key), 0))
            out[count++] = (digit){source, run->order[k->claim], k->claim, (uint8_t)k->note};
    }
    if (count)
        qsort(out, count, sizeof *out, cmp_digits);
    return count;
}

static void tell(tie_run *run, const habit *h, double p) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_TREND, TIE_VERDICT_TIES);
    const tie_doc *doc = &run->in.docs[tie_run_claim(run, h->digits[0].claim)->doc];
    for (size_t i = 0; i < h->count && draft.members.count < TIE_MEMBERS_MAX; i++)
        if (h->digits[i].last % 5 == 0)
            tie_draft_claim(run, &draft, "round", h->digits[i].claim);
    draft.row.message = tie_arena_printf(
        &run->arena, "%.*s: %zu of %zu plain counts end in 0, %zu in 0 or 5: some are rounded",
        TIE_FMT(doc->source), h->heaping.zero, h->count, h->heaping.half);
    draft.row.computation = tie_arena_printf(
        &run->arena, "%s: n = %zu, p %.*s; adjusted for all publishers, p %.*s",
        h->heaping.is.method, h->count, TIE_FMT(tie_word_p(&run->scratch, h->heaping.p)),
        TIE_FMT(tie_word_p(&run->scratch, p)));
    tie_draft_add(run, &draft);
}

void tie_trend_heaping(tie_run *run) {
    digit *digits = TIE_ROOM(&run->scratch, digit, run->keys[TIE_KEY_DIGIT].count);
    uint8_t *lasts = TIE_ROOM(&run->scratch, uint8_t, run->keys[TIE_KEY_DIGIT].count);
    size_t count = collect(run, digits);
    TIE_VEC(habit) habits = {0};
    TIE_VEC(double) p = {0};
    for (size_t i = 0; i < count; i++)
        lasts[i] = digits[i].last;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && digits[end].source == digits[i].source; end++)
            ;
        habit h = {digits + i, end - i, tie_stat_heaping(lasts + i, end - i)};
        if (h.heaping.is.status != TIE_STAT_OK)
            continue;
        *TIE_PUSH(&run->scratch, &habits) = h;
        *TIE_PUSH(&run->scratch, &p) = h.heaping.p;
    }
    tie_stat_adjust(&run->scratch, p.items, p.count, p.items);
    for (size_t i = 0; i < habits.count; i++)
        if (p.items[i] < 0.05)
            tell(run, &habits.items[i], p.items[i]);
}
