/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/source_passages.h"

#include "analyze/repeat.h"
#include "analyze/repeat_lexicon.h"
#include "analyze/run.h"
#include "base/hash.h"
#include "extract/corpus.h"

/* Where a claim stands in the text that was given of its document, and what it shares. */
typedef struct stand {
    uint64_t offset;
    uint32_t passage;
    bool later;
} stand;

struct tie_source_passages {
    tie_arena arena;
    jmp_buf guard;
    tie_repeats *repeats;
    tie_corpus *corpus;
    const tie_doc *docs;
    const tie_claim *claims;
    TIE_VEC(uint32_t) texts; /* documents, in the order in which the finder was given them */
    stand *stands;           /* of each claim; NULL until they are found */
    size_t claim_count;
    tie_err err;
};

/* Lives in an arena of its own, and guards it. NULL: no memory. */
static tie_source_passages *make(void) {
    struct {
        jmp_buf guard;
        tie_arena arena;
    } a;
    tie_arena_init(&a.arena, 0, &a.guard);
    if (TIE_GUARD(a.guard)) {
        tie_arena_release(&a.arena);
        return NULL;
    }
    tie_source_passages *p = TIE_NEW(&a.arena, tie_source_passages, 1);
    p->arena = a.arena;
    p->arena.guard = &p->guard;
    return p;
}

static tie_code no_memory(tie_err *err) {
    return tie_fail(err, TIE_EMEM, "out of memory while looking for shared passages");
}

tie_code tie_source_passages_new(const tie_ruleset *rules, tie_source_passages **out,
                                 tie_err *err) {
    tie_source_passages *p = make();
    if (!p)
        return no_memory(err);
    if (TIE_GUARD(p->guard)) {
        tie_source_passages_free(p);
        return no_memory(err);
    }
    const tie_repeat_words *words = tie_repeat_words_of(rules, &p->arena);
    tie_code code = tie_repeats_new(words, &(tie_repeat_options){0}, &p->repeats, err);
    if (code)
        tie_source_passages_free(p);
    else
        *out = p;
    return code;
}

static int32_t day_of(const tie_doc *doc) {
    int32_t day = doc->date.known ? tie_date_last_day(doc->date.to) : TIE_DAY_UNKNOWN;
    return day == TIE_DAY_UNKNOWN ? TIE_REPEAT_NO_DAY : day;
}

static bool add_text(tie_source_passages *p, const tie_doc *doc, tie_str text) {
    /* no document is near another: sources that agree in their figures have not copied each other
     */
    tie_repeat_origin origin = {.day = day_of(doc)};
    *TIE_PUSH(&p->arena, &p->texts) = doc->index;
    return tie_repeats_add(p->repeats, text, origin, &p->err) == TIE_OK;
}

bool tie_source_passages_take(void *user, const tie_extraction *found) {
    tie_source_passages *p = user;
    const tie_doc *doc = found->doc;
    if (TIE_GUARD(p->guard))
        return false;
    return !found->text.len || add_text(p, doc, tie_str_span(found->text, doc->span));
}

/* ---- Claims in their texts ---- */

static void place_in_text(tie_source_passages *p, const tie_doc *doc) {
    for (uint32_t i = doc->first_claim; i < doc->first_claim + doc->claim_count; i++)
        p->stands[i].offset = p->claims[i].span.start - doc->span.start;
}

/* A document that is known by its quotes is the sum of them, a line each. */
static bool add_quotes(tie_source_passages *p, const tie_doc *doc) {
    tie_buf text = tie_buf_new(&p->arena);
    uint64_t begin = 0;
    for (uint32_t i = doc->first_claim; i < doc->first_claim + doc->claim_count; i++) {
        const tie_claim *c = &p->claims[i];
        if (i == doc->first_claim || c->sentence.start != c[-1].sentence.start) {
            begin = text.len;
            tie_buf_add(&text, tie_corpus_quote(p->corpus, doc->index, c->sentence));
            tie_buf_putc(&text, '\n');
        }
        p->stands[i].offset = begin + c->span.start - c->sentence.start;
    }
    return add_text(p, doc, tie_buf_str(&text));
}

static bool place_all(tie_source_passages *p) {
    size_t docs = tie_corpus_docs(p->corpus, &p->docs);
    bool *taken = TIE_NEW(&p->arena, bool, docs);
    p->claim_count = tie_corpus_claims(p->corpus, &p->claims);
    p->stands = TIE_NEW(&p->arena, stand, p->claim_count);
    for (size_t i = 0; i < p->claim_count; i++)
        p->stands[i].passage = TIE_NO_PASSAGE;
    for (size_t i = 0; i < p->texts.count; i++)
        taken[p->texts.items[i]] = true;
    for (size_t i = 0; i < docs; i++) {
        if (taken[i])
            place_in_text(p, &p->docs[i]);
        else if (!add_quotes(p, &p->docs[i]))
            return false;
    }
    return true;
}

/* ---- Passages ---- */

static const tie_doc *doc_of(const tie_source_passages *p, const tie_repeat_member *m) {
    return &p->docs[p->texts.items[m->doc]];
}

static const tie_doc *canonical(const tie_source_passages *p, const tie_repeat_cluster *c) {
    const tie_doc *first = doc_of(p, &c->members[0]);
    for (size_t i = 0; i < c->member_count; i++)
        if (c->members[i].canonical)
            first = doc_of(p, &c->members[i]);
    return first;
}

static bool of_several_sources(const tie_source_passages *p, const tie_repeat_cluster *c) {
    tie_str one = {0};
    for (size_t i = 0; i < c->member_count; i++) {
        tie_str source = doc_of(p, &c->members[i])->source;
        if (source.len && one.len && !tie_str_eq(source, one))
            return true;
        one = source.len ? source : one;
    }
    return false;
}

/* The first claim of the document that stands at offset or behind it. */
static uint32_t claim_from(const tie_source_passages *p, const tie_doc *doc, uint64_t offset) {
    uint32_t low = doc->first_claim, high = low + doc->claim_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (p->stands[mid].offset < offset)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* A figure that several passages hold belongs to the first of them. */
static void note(tie_source_passages *p, const tie_doc *doc, tie_span span, uint32_t passage,
                 bool later) {
    uint32_t end = doc->first_claim + doc->claim_count;
    for (uint32_t k = claim_from(p, doc, span.start); k < end && p->stands[k].offset < span.end;
         k++) {
        if (p->stands[k].passage == TIE_NO_PASSAGE)
            p->stands[k].passage = passage;
        p->stands[k].later |= later;
    }
}

static bool note_cluster(void *user, const tie_repeat_cluster *c) {
    tie_source_passages *p = user;
    if (!of_several_sources(p, c))
        return true;
    const tie_doc *first = canonical(p, c);
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_member *m = &c->members[i];
        const tie_doc *doc = doc_of(p, m);
        bool later = first->source.len && !tie_str_eq(first->source, doc->source) &&
                     day_of(doc) != TIE_REPEAT_NO_DAY && day_of(first) < day_of(doc);
        note(p, doc, m->span, c->number, later);
    }
    return true;
}

tie_code tie_source_passages_find(tie_source_passages *p, tie_corpus *corpus, tie_err *err) {
    if (TIE_GUARD(p->guard))
        return no_memory(err);
    p->corpus = corpus;
    tie_code code = place_all(p) && !p->err.code ? TIE_OK : p->err.code;
    if (!code)
        code = tie_repeats_find(p->repeats, &p->err);
    if (!code)
        code = tie_repeats_each(p->repeats, note_cluster, p, &p->err);
    if (code && err)
        *err = p->err;
    return code;
}

static void note_run(tie_source_passages *p, const tie_run *run) {
    p->claim_count = run->in.claim_count;
    p->stands = TIE_NEW(&p->arena, stand, p->claim_count);
    for (size_t i = 0; i < p->claim_count; i++)
        p->stands[i] = (stand){tie_run_claim(run, (uint32_t)i)->span.start, TIE_NO_PASSAGE, false};
    for (size_t i = 0; i < run->shared.count; i++) {
        const tie_shared_text *s = &run->shared.items[i];
        note(p, &run->in.docs[s->doc], s->span, s->cluster, s->later);
    }
}

tie_code tie_source_passages_of(const tie_run *run, tie_source_passages **out, tie_err *err) {
    tie_source_passages *p = make();
    if (!p)
        return no_memory(err);
    if (TIE_GUARD(p->guard)) {
        tie_source_passages_free(p);
        return no_memory(err);
    }
    note_run(p, run);
    *out = p;
    return TIE_OK;
}

void tie_source_passages_free(tie_source_passages *p) {
    if (!p)
        return;
    tie_repeats_free(p->repeats);
    tie_arena arena = p->arena; /* it lies inside */
    tie_arena_release(&arena);
}

uint32_t tie_source_passage_of(const tie_source_passages *p, uint32_t claim) {
    return p->stands && claim < p->claim_count ? p->stands[claim].passage : TIE_NO_PASSAGE;
}

bool tie_source_passage_later(const tie_source_passages *p, uint32_t claim) {
    return p->stands && claim < p->claim_count && p->stands[claim].later;
}
