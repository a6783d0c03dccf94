/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/run.h"

#include "analyze/repeat.h"
#include "base/pile.h"

/* Lives in the caller's frame, out of reach of the jump that ends a failed analysis. */
typedef struct attempt {
    jmp_buf guard;
    tie_run run;
    tie_run *kept;
} attempt;

/* Where each document's sentences begin among all of them. */
static void find_sentences(tie_run *run) {
    uint32_t *first = TIE_NEW(&run->arena, uint32_t, run->in.doc_count + 1);
    size_t next = 0;
    for (size_t doc = 0; doc <= run->in.doc_count; doc++) {
        while (next < run->in.sentence_count && run->in.sentences[next].doc < doc)
            next++;
        first[doc] = (uint32_t)next;
    }
    run->first_sentence = first;
}

static tie_code analyze(attempt *a) {
    if (TIE_GUARD(a->guard))
        return a->run.damaged ? TIE_EINPUT : TIE_EMEM;
    a->run.stemmer = tie_stemmer_new();
    if (!a->run.stemmer)
        return TIE_EMEM;
    a->run.places = tie_gazetteer_new(a->run.in.rules, &a->run.arena);
    find_sentences(&a->run);
    tie_pipeline(&a->run);
    a->kept = TIE_NEW(&a->run.arena, tie_run, 1);
    return TIE_OK;
}

tie_code tie_run_over(const tie_material *in, tie_corpus *corpus, tie_run **out, tie_err *err) {
    attempt a = {.run = {.corpus = corpus, .in = *in}};
    tie_arena_init(&a.run.arena, 0, &a.guard);
    tie_arena_init(&a.run.scratch, 0, &a.guard);
    tie_code code = analyze(&a);
    tie_stemmer_free(a.run.stemmer);
    tie_repeats_free(a.run.repeats);
    tie_arena_release(&a.run.scratch);
    if (code) {
        TIE_PILE_RELEASE(&a.run.rows);
        tie_arena_release(&a.run.arena);
        return code == TIE_EINPUT
                   ? tie_fail(err, code, "what is remembered of repeated passages is damaged")
                   : tie_fail(err, code, "out of memory while comparing %zu figures",
                              in->claim_count);
    }
    a.run.stemmer = NULL;
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
    in.claim_count = tie_corpus_claims(corpus, &in.claims);
    in.date_count = tie_corpus_dates(corpus, &in.dates);
    in.link_count = tie_corpus_links(corpus, &in.links);
    in.footing_count = tie_corpus_footings(corpus, &in.footings);
    in.sentence_count = tie_corpus_sentences(corpus, &in.sentences);
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

const tie_sentence_key *tie_run_sentence(const tie_run *run, uint32_t doc, tie_span sentence) {
    size_t low = run->first_sentence[doc], end = run->first_sentence[doc + 1], high = end;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        bool before = run->in.sentences[mid].span.start < sentence.start;
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    const tie_sentence_key *s = &run->in.sentences[low];
    return low < end && s->span.start == sentence.start ? s : NULL;
}

size_t tie_run_first_date(const tie_run *run, uint32_t doc, tie_span sentence) {
    size_t low = 0, high = run->in.date_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const tie_date_expr *d = &run->in.dates[mid];
        bool before = d->doc < doc || (d->doc == doc && d->sentence.start < sentence.start);
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    return low;
}
