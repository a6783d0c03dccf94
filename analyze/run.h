/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An analysis while it is being made: what it reads, and the rows it has written so far. Stages
 * (pipeline.c) take it, read `in` and `cells`, and add rows through finding.h and ledger.h.
 * Lifetime: `arena` until tie_run_free; `scratch` until the pipeline ends, rewound by each stage.
 */
#ifndef TIE_ANALYZE_RUN_H
#define TIE_ANALYZE_RUN_H

#include "analyze/blocking.h"
#include "analyze/brief.h"
#include "analyze/cell.h"
#include "analyze/ledger.h"
#include "analyze/repeat_memory.h"
#include "analyze/series.h"
#include "extract/corpus.h"

/* Everything an analysis reads, so that tests can make it by hand. All borrowed. Over a corpus the
 * arrays behind docs are empty: what a document holds is asked of the corpus. */
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

/* A claim whose period is impossible. */
typedef struct tie_caused {
    uint32_t claim, row; /* row: that says so */
} tie_caused;

struct tie_run {
    tie_arena arena, scratch;
    tie_corpus *corpus; /* borrowed; NULL over hand-made material */
    tie_material in;
    void *stemmer;
    tie_gazetteer places;
    const tie_doc_part *parts; /* of each document, over hand-made material */
    const uint32_t *order; /* of each claim by path, segment and place: not by when it was added */
    const uint32_t *by_path;   /* documents in that order */
    const uint32_t *path_rank; /* of each document: how many paths come before its own */
    tie_cells cells;
    tie_keys keys[TIE_KEY_KINDS];
    bool sparse; /* nobody looks at series that lead to no row: they may be left out */
    TIE_VEC(tie_implied) implied; /* by the claim that they come from */
    tie_ledger ledger;
    tie_timelines timelines;
    TIE_VEC(tie_finding) rows; /* a pile: there may be as many as claims */
    TIE_VEC(tie_shared_text) shared;
    TIE_VEC(tie_passage) copied; /* of which rows tell that they are; doc and span, in order */
    struct tie_repeats *repeats; /* while tie_check_repeats runs */
    bool damaged;                /* what earlier runs remember is */
    tie_map causes; /* claims (id + 1) whose period is impossible, to the row that says so */
    TIE_VEC(tie_caused) caused; /* the same, in order */
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

/* The claim's period is impossible, as a row says. */
void tie_run_cause(tie_run *run, uint32_t claim, uint32_t row);

/* order.c: fills run->order, run->by_path and run->path_rank. */
void tie_order_claims(tie_run *run);

/* All of a document, and one claim alone: a document that was recalled is then not taken up as a
 * whole. */
const tie_doc_part *tie_run_part(const tie_run *run, uint32_t doc);
const tie_claim *tie_run_claim(const tie_run *run, uint32_t id);
/* What: says that these claims will be asked for, which is cheaper for many. Sorts ids. */
void tie_run_prepare(const tie_run *run, uint32_t *ids, size_t count);

/* The sentence of a claim or date, or NULL where it is not among those with claims. */
const tie_sentence_key *tie_run_sentence(const tie_run *run, uint32_t doc, tie_span sentence);

/* The date expressions of that sentence, in order. */
const tie_date_expr *tie_run_dates(const tie_run *run, uint32_t doc, tie_span sentence,
                                   size_t *count);

#endif
