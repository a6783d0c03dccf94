/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An analysis while it is being made: what it reads, and the rows it has written so far. Stages
 * (pipeline.c) take it, read `in` and `cells`, and add rows through finding.h and ledger.h.
 * Lifetime: `arena` until tie_run_free; `scratch` until the pipeline ends, rewound by each stage.
 */
#ifndef TIE_ANALYZE_RUN_H
#define TIE_ANALYZE_RUN_H

#include "analyze/brief.h"
#include "analyze/cell.h"
#include "analyze/ledger.h"
#include "analyze/repeat_memory.h"
#include "analyze/series.h"
#include "extract/corpus.h"

/* Everything an analysis reads, so that tests can make it by hand. All borrowed. */
typedef struct tie_material {
    const tie_ruleset *rules;
    const tie_doc *docs;
    const tie_claim *claims; /* by document, in the order of the text */
    const tie_date_expr *dates;
    const tie_link *links;
    const tie_footing *footings;
    const tie_sentence_key *sentences; /* by document, in the order of the text */
    size_t doc_count, claim_count, date_count, link_count, footing_count, sentence_count;
    const tie_repeat_memory *memory; /* of the run before this one; may be NULL */
    const tie_brief_memory *briefs;  /* likewise */
} tie_material;

/* A place of a passage that stands in documents of several sources. */
typedef struct tie_shared_text {
    uint32_t doc, cluster;
    tie_span span;
    bool later; /* another source published it before */
} tie_shared_text;

typedef struct tie_implied tie_implied;

struct tie_run {
    tie_arena arena, scratch;
    tie_corpus *corpus; /* borrowed; NULL over hand-made material */
    tie_material in;
    void *stemmer;
    tie_gazetteer places;
    const uint32_t *order; /* of each claim by path, segment and place: not by when it was added */
    const uint32_t *path_rank;      /* of each document: how many paths come before its own */
    const uint32_t *first_sentence; /* of each document, and one more */
    tie_cells cells;
    TIE_VEC(tie_implied) implied; /* by the claim that they come from */
    tie_ledger ledger;
    tie_timelines timelines;
    TIE_VEC(tie_finding) rows; /* a pile: there may be as many as claims */
    TIE_VEC(tie_shared_text) shared;
    TIE_VEC(tie_passage) copied; /* of which rows tell that they are; doc and span, in order */
    struct tie_repeats *repeats; /* while tie_check_repeats runs */
    bool damaged;                /* what is remembered of repeats is */
    tie_map causes; /* claims (id + 1) whose period is impossible, to the row that says so */
};

/* What: runs the pipeline over material (borrowed until tie_run_free). Owns: *out.
 * Fails: TIE_EMEM; TIE_EINPUT where the memory is damaged. */
tie_code tie_run_over(const tie_material *in, tie_corpus *corpus, tie_run **out, tie_err *err);
/* What: as tie_run_new, with what the run before this one has left; both may be NULL. Fails: as
 * tie_run_over. */
tie_code tie_run_recalling(tie_corpus *corpus, const tie_repeat_memory *memory,
                           const tie_brief_memory *briefs, tie_run **out, tie_err *err);

/* pipeline.c: all stages, in order. */
void tie_pipeline(tie_run *run);

/* order.c: fills run->order and run->path_rank. */
void tie_order_claims(tie_run *run);

static inline const tie_claim *tie_run_claim(const tie_run *run, uint32_t id) {
    return &run->in.claims[id];
}

/* The sentence of a claim or date, or NULL where it is not among those with claims. */
const tie_sentence_key *tie_run_sentence(const tie_run *run, uint32_t doc, tie_span sentence);

/* Index of the first date expression of that sentence or behind it. */
size_t tie_run_first_date(const tie_run *run, uint32_t doc, tie_span sentence);

#endif
