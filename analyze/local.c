/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/local.h"

#include "analyze/align.h"
#include "analyze/arithmetic.h"
#include "analyze/compare.h"
#include "analyze/implied.h"
#include "analyze/stages.h"

static void check(tie_run *run, uint32_t doc) {
    size_t cells = run->cells.own.count;
    tie_cells_read(run, doc);      /* which claims say the same thing */
    tie_implied_collect(run, doc); /* what they say without printing it */
    tie_check_dates(run, doc);     /* first: what hangs on an impossible date is nested under it */
    tie_compare_own(run, cells);   /* figures of one cell must agree */
    tie_check_links(run, doc);     /* sums and shares that the words spell out */
    tie_check_footings(run, doc);  /* sums that tables state */
    tie_check_detail(run, doc);    /* what a text tells under the frame of a total */
}

static void emit(tie_run *run, uint32_t doc) {
    tie_align_emit(run, doc);
    tie_facts_emit(run, doc);
    tie_exclusive_emit(run, doc);
    tie_cumulative_emit(run, doc);
    tie_stale_emit(run, doc);
    tie_repeated_sentences_emit(run, doc);
    tie_timelines_emit(run, doc);
    tie_stated_emit(run, doc);
    tie_heaping_emit(run, doc);
}

/* What holds within the document is set apart from what holds within others. */
static void set_apart(tie_run *run, uint32_t doc, const size_t from[TIE_KEY_KINDS]) {
    const tie_doc *d = &run->in.docs[doc];
    for (uint32_t i = d->first_claim; i < d->first_claim + d->claim_count; i++) {
        tie_facets *f = &run->cells.facets[i];
        f->scope = f->within ? tie_key_within(f->scope, doc) : f->scope;
    }
    for (int i = 0; i < TIE_KEY_KINDS; i++)
        tie_keys_part(run, (tie_key_kind)i, from[i], doc);
}

static void look_at(tie_run *run, uint32_t doc) {
    size_t from[TIE_KEY_KINDS];
    for (int i = 0; i < TIE_KEY_KINDS; i++)
        from[i] = run->keys[i].count;
    check(run, doc);
    emit(run, doc);
    set_apart(run, doc, from);
}

void tie_local_all(tie_run *run) {
    run->cells.facets =
        tie_arena_alloc(&run->arena, run->in.claim_count * sizeof(tie_facets), TIE_FACETS_LINE);
    for (size_t doc = 0; doc < run->in.doc_count; doc++)
        look_at(run, (uint32_t)doc);
}
