/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cumulative: a total counted since a start never falls, unless it says that it was revised. Totals
 * are those of a pack's cumulative measures, and all that is counted over a period without end
 * ("since 2013"), each at the day that its text gives it. */
#include "analyze/context.h"
#include "analyze/revision.h"
#include "analyze/stages.h"
#include "analyze/wording.h"

#include <stdlib.h>

typedef struct total {
    int32_t day;
    uint32_t order, claim;
} total;

static int cmp_totals(const void *a, const void *b) {
    const total *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* The day up to which the claim counts. */
static int32_t day_of(const tie_doc *doc, tie_period p) {
    if (p.known && !p.to_open)
        return p.instant && p.to.year != TIE_YEAR_UNKNOWN ? tie_date_last_day(p.to)
                                                          : TIE_DAY_UNKNOWN;
    return doc->date.known ? tie_date_last_day(doc->date.to) : TIE_DAY_UNKNOWN;
}

static bool grows(const tie_run *run, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    const tie_measure *m = f->pack ? tie_claim_measure(run->in.rules, c) : NULL;
    if (!f->measure || f->barred || !f->place || f->planned)
        return false;
    if (m)
        return m->kind == TIE_MEASURE_CUMULATIVE ||
               (m->kind == TIE_MEASURE_FLOW && c->period.known && c->period.to_open);
    return c->period.known && c->period.to_open && !c->period.from_open && c->predicate.len &&
           c->kind != TIE_KIND_PERCENT && !tie_claim_of_state(run->in.rules, c) &&
           c->period_from == TIE_ORIGIN_OWN;
}

static uint64_t series_of(const tie_run *run, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    uint64_t key = tie_hash_mix(tie_hash_mix(f->measure, f->unit), f->agent);
    bool start = c->period.known && c->period.to_open && !c->period.from_open;
    uint64_t from = start ? (uint64_t)(int64_t)tie_date_first_day(c->period.from) : 0;
    return tie_hash_mix(tie_hash_mix(key, f->place), from);
}

static void report(tie_run *run, const tie_claim *before, const tie_claim *after) {
    const tie_measure *m = tie_claim_measure(run->in.rules, after);
    bool revised = tie_claim_revises(run, after);
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_CUMULATIVE,
                                    revised ? TIE_VERDICT_REVISION : TIE_VERDICT_CONFLICT);
    tie_buf buf = tie_buf_new(&run->arena), sum = tie_buf_new(&run->arena);
    draft.row.gap = tie_interval_gap(tie_claim_base(before), tie_claim_base(after));
    if (!revised)
        draft.row.severity = tie_gap_severity(draft.row.gap);
    tie_word_claim(&buf, before);
    tie_buf_puts(&buf, ", later ");
    tie_word_claim(&buf, after);
    tie_buf_puts(&buf, revised ? ": the later total says that it was revised"
                               : ": a total that can only grow falls");
    draft.row.message = tie_buf_str(&buf);
    tie_interval_render(&sum, after->decides);
    tie_buf_puts(&sum, " lies below ");
    tie_interval_render(&sum, before->decides);
    draft.row.computation = tie_buf_str(&sum);
    draft.measure = m;
    draft.open = !m;
    draft.in_cell = true;
    tie_draft_claim(run, &draft, "before", before->id);
    tie_draft_claim(run, &draft, "after", after->id);
    tie_draft_add(run, &draft);
}

/* Open measures know the noun and the verb alone: the rest of the clause must not tell them apart.
 */
static bool of_one_thing(tie_run *run, const tie_claim *before, const tie_claim *after) {
    if (run->cells.facets[before->id].pack || tie_context_same(run, before, after))
        return true;
    tie_ledger_skip(run, TIE_CHECK_CUMULATIVE, TIE_REASON_DEFINITION, before->measure, before->id,
                    after->id);
    return false;
}

/* The highest total so far against each later one; what it is told against stands for it. */
static void check_series(tie_run *run, const total *list, size_t count) {
    const total *top = &list[0];
    for (size_t i = 1; i < count; i++) {
        const tie_claim *before = tie_run_claim(run, top->claim),
                        *after = tie_run_claim(run, list[i].claim);
        tie_interval a = tie_claim_base(before), b = tie_claim_base(after);
        bool falls = tie_interval_below(b, a, false) && !tie_interval_meet(a, b);
        if (falls && top->day < list[i].day) {
            if (of_one_thing(run, before, after))
                report(run, before, after);
            top = &list[i];
        } else if (!b.lo_inf && (a.lo_inf || tie_dec_cmp(b.lo, a.lo) > 0)) {
            top = &list[i];
        }
    }
}

void tie_cumulative_emit(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    for (uint32_t i = 0; i < part->claim_count; i++) {
        const tie_claim *c = &part->claims[i];
        if (grows(run, c) && day_of(&run->in.docs[doc], c->period) != TIE_DAY_UNKNOWN)
            tie_key_emit(run, TIE_KEY_TOTAL, series_of(run, c), c->id, 0);
    }
}

void tie_check_cumulative(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_key *keys;
    size_t count = tie_keys_shared(run, TIE_KEY_TOTAL, &keys);
    total *list = TIE_ROOM(&run->scratch, total, count);
    for (size_t i = 0, end; i < count; i = end) {
        end = tie_keys_end(keys, count, i);
        for (size_t k = i; k < end; k++) {
            const tie_claim *c = tie_run_claim(run, keys[k].claim);
            list[k - i] =
                (total){day_of(&run->in.docs[c->doc], c->period), run->order[c->id], c->id};
        }
        qsort(list, end - i, sizeof *list, cmp_totals);
        check_series(run, list, end - i);
    }
    tie_arena_rewind(&run->scratch, mark);
}
