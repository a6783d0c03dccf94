/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/run.h"

#include "analyze/repeat.h"
#include "base/pile.h"

#include <stdlib.h>

/* Lives in the caller's frame, out of reach of the jump that ends a failed analysis. */
typedef struct attempt {
    jmp_buf guard;
    tie_run run;
    tie_run *kept;
} attempt;

/* Deals hand-made material out to its documents. */
static void deal_out(tie_run *run) {
    const tie_material *in = &run->in;
    tie_doc_part *parts = TIE_NEW(&run->arena, tie_doc_part, in->doc_count);
    for (size_t i = 0; i < in->claim_count; i++)
        if (!parts[in->claims[i].doc].claim_count++)
            parts[in->claims[i].doc].claims = &in->claims[i];
    for (size_t i = 0; i < in->date_count; i++)
        if (!parts[in->dates[i].doc].date_count++)
            parts[in->dates[i].doc].dates = &in->dates[i];
    for (size_t i = 0; i < in->link_count; i++) {
        tie_doc_part *p = &parts[in->claims[in->links[i].claims[0]].doc];
        if (!p->link_count++)
            p->links = &in->links[i];
    }
    for (size_t i = 0; i < in->footing_count; i++) {
        tie_doc_part *p = &parts[in->claims[in->footings[i].claims[0]].doc];
        if (!p->footing_count++)
            p->footings = &in->footings[i];
    }
    for (size_t i = 0; i < in->sentence_count; i++)
        if (!parts[in->sentences[i].doc].sentence_count++)
            parts[in->sentences[i].doc].sentences = &in->sentences[i];
    run->parts = parts;
}

static bool is_damaged(const tie_run *run) {
    return run->damaged || (run->corpus && tie_corpus_damaged(run->corpus));
}

static tie_code analyze(attempt *a) {
    if (TIE_GUARD(a->guard))
        return is_damaged(&a->run) ? TIE_EINPUT : TIE_EMEM;
    a->run.stemmer = tie_stemmer_new();
    if (!a->run.stemmer)
        return TIE_EMEM;
    a->run.places = tie_gazetteer_new(a->run.in.rules, &a->run.arena);
    if (!a->run.corpus)
        deal_out(&a->run);
    tie_pipeline(&a->run);
    if (is_damaged(&a->run))
        return TIE_EINPUT;
    a->kept = TIE_NEW(&a->run.arena, tie_run, 1);
    return TIE_OK;
}

tie_code tie_run_over(const tie_material *in, tie_corpus *corpus, tie_run **out, tie_err *err) {
    attempt a = {.run = {.corpus = corpus, .in = *in}};
    tie_arena_init(&a.run.arena, 0, &a.guard);
    tie_arena_init(&a.run.scratch, 0, &a.guard);
    if (corpus)
        tie_corpus_guard(corpus, &a.guard);
    tie_code code = analyze(&a);
    if (corpus)
        tie_corpus_guard(corpus, NULL);
    tie_stemmer_free(a.run.stemmer);
    for (int i = 0; i < TIE_KEY_KINDS; i++)
        TIE_PILE_RELEASE(&a.run.keys[i]);
    tie_repeats_free(a.run.repeats);
    tie_arena_release(&a.run.scratch);
    if (code) {
        TIE_PILE_RELEASE(&a.run.rows);
        tie_arena_release(&a.run.arena);
        return code == TIE_EINPUT ? tie_fail(err, code, "what earlier runs remember is damaged")
                                  : tie_fail(err, code, "out of memory while comparing %zu figures",
                                             in->claim_count);
    }
    a.run.stemmer = NULL;
    memset(a.run.keys, 0, sizeof a.run.keys);
    a.run.repeats = NULL;
    a.run.scratch = (tie_arena){0};
    a.run.arena.guard = NULL;
    *a.kept = a.run;
    *out = a.kept;
    return TIE_OK;
}

tie_code tie_run_new(tie_corpus *corpus, tie_run **out, tie_err *err) {
    return tie_run_recalling(corpus, NULL, NULL, out, err);
}

tie_code tie_run_recalling(tie_corpus *corpus, const tie_repeat_memory *memory,
                           const tie_brief_memory *briefs, tie_run **out, tie_err *err) {
    tie_material in = {.rules = tie_corpus_rules(corpus), .memory = memory, .briefs = briefs};
    in.doc_count = tie_corpus_docs(corpus, &in.docs);
    in.claim_count = tie_corpus_claim_count(corpus);
    return tie_run_over(&in, corpus, out, err);
}

size_t tie_run_rows(const tie_run *run, const tie_finding **out) {
    *out = run->rows.items;
    return run->rows.count;
}

const tie_corpus *tie_run_corpus(const tie_run *run) { return run->corpus; }

void tie_run_free(tie_run *run) {
    if (!run)
        return;
    TIE_PILE_RELEASE(&run->rows);
    tie_arena arena = run->arena; /* the run lies inside */
    tie_arena_release(&arena);
}

void tie_run_cause(tie_run *run, uint32_t claim, uint32_t row) {
    if (tie_map_put(&run->causes, &run->arena, claim + (uint64_t)1, row))
        *TIE_PUSH(&run->arena, &run->caused) = (tie_caused){claim, row};
}

const tie_doc_part *tie_run_part(const tie_run *run, uint32_t doc) {
    return run->corpus ? tie_corpus_part(run->corpus, doc) : &run->parts[doc];
}

/* All but its claims, which may not be there. */
static const tie_doc_part *lists_of(const tie_run *run, uint32_t doc) {
    return run->corpus ? tie_corpus_lists(run->corpus, doc) : &run->parts[doc];
}

const tie_claim *tie_run_claim(const tie_run *run, uint32_t id) {
    return run->corpus ? tie_corpus_claim(run->corpus, id) : &run->in.claims[id];
}

static int cmp_ids(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void tie_run_prepare(const tie_run *run, uint32_t *ids, size_t count) {
    if (!run->corpus || !run->in.briefs || !count)
        return;
    qsort(ids, count, sizeof *ids, cmp_ids);
    tie_corpus_prepare(run->corpus, ids, count);
}

const tie_sentence_key *tie_run_sentence(const tie_run *run, uint32_t doc, tie_span sentence) {
    return run->corpus ? tie_corpus_sentence(run->corpus, doc, sentence.start)
                       : tie_part_sentence(&run->parts[doc], sentence.start);
}

const tie_date_expr *tie_run_dates(const tie_run *run, uint32_t doc, tie_span sentence,
                                   size_t *count) {
    const tie_doc_part *part = lists_of(run, doc);
    size_t low = 0, high = part->date_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        bool before = part->dates[mid].sentence.start < sentence.start;
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    size_t end = low;
    while (end < part->date_count && part->dates[end].sentence.start == sentence.start)
        end++;
    *count = end - low;
    return &part->dates[low];
}
