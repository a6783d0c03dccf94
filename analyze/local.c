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
static void set_apart(tie_run *run, uint32_t doc, const tie_brief_start *start) {
    const tie_doc *d = &run->in.docs[doc];
    for (uint32_t i = d->first_claim; i < d->first_claim + d->claim_count; i++) {
        tie_facets *f = &run->cells.facets[i];
        f->scope = f->within ? tie_key_within(f->scope, doc) : f->scope;
    }
    for (int i = 0; i < TIE_KEY_KINDS; i++)
        tie_keys_part(run, (tie_key_kind)i, start->keys[i], doc);
}

/* Has a ledger of its own meanwhile, so that it can be told in a brief. */
static void look_at(tie_run *run, uint32_t doc, const tie_brief_start *start) {
    tie_ledger all = run->ledger;
    run->ledger = (tie_ledger){0};
    check(run, doc);
    emit(run, doc);
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_str brief = run->in.briefs ? tie_brief_write(run, doc, start) : (tie_str){0};
    if (brief.len)
        run->in.briefs->put(run->in.briefs->user, doc, brief);
    tie_arena_rewind(&run->scratch, mark);
    tie_ledger own = run->ledger;
    run->ledger = all;
    for (size_t i = 0; i < own.entries.count; i++)
        tie_ledger_add(run, &own.entries.items[i]);
}

static bool take_over(tie_run *run, uint32_t doc) {
    const tie_brief_memory *briefs = run->in.briefs;
    if (!briefs || !tie_corpus_recalled(run->corpus, doc))
        return false;
    tie_str brief = briefs->get(briefs->user, doc);
    return brief.len && tie_brief_take(run, doc, brief);
}

bool tie_local_all(tie_run *run) {
    run->cells.facets =
        tie_arena_alloc(&run->arena, run->in.claim_count * sizeof(tie_facets), TIE_FACETS_LINE);
    run->sparse = run->in.briefs && run->in.briefs->sparse;
    for (uint32_t doc = 0; doc < run->in.doc_count && !run->damaged; doc++) {
        tie_brief_start start = tie_brief_begin(run);
        if (!take_over(run, doc))
            look_at(run, doc, &start);
        if (!run->damaged) /* what a brief that contradicts itself has not told is not there */
            set_apart(run, doc, &start);
    }
    return !run->damaged;
}
