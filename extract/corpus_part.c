/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a corpus answers of its documents. What was found in this run is there. Of what is recalled
 * there are the documents and how many claims each has; the claims are taken out of the memo when
 * they are asked for, one by one or all of a document, and stay where they are then. */
#include "extract/corpus_state.h"

#include "base/pile.h"

enum { BLOCK_BITS = 6 }; /* claims of a block */

/* ---- When all is read ---- */

/* Lists move while they grow: where a document's part of them begins is known at the end. */
static void slice(all_found *found, tie_doc_part *at, tie_doc_part *part) {
    part->claims = found->claims.items + at->claim_count;
    part->dates = found->dates.items + at->date_count;
    part->links = found->links.items + at->link_count;
    part->footings = found->footings.items + at->footing_count;
    part->sentences = found->sentences.items + at->sentence_count;
    at->claim_count += part->claim_count;
    at->date_count += part->date_count;
    at->link_count += part->link_count;
    at->footing_count += part->footing_count;
    at->sentence_count += part->sentence_count;
}

static void find_blocks(tie_corpus *corpus) {
    size_t blocks = (corpus->claim_count >> BLOCK_BITS) + 1;
    uint32_t *docs = TIE_NEW(&corpus->arena, uint32_t, blocks);
    uint32_t doc = 0, last = (uint32_t)corpus->docs.count - 1;
    for (size_t i = 0; i < blocks; i++) {
        while (doc < last && corpus->docs.items[doc + 1].first_claim <= i << BLOCK_BITS)
            doc++;
        docs[i] = doc;
    }
    corpus->doc_of_block = docs;
}

void tie__corpus_ready(tie_corpus *corpus) {
    tie_doc_part at = {0};
    for (size_t i = 0; i < corpus->kept_docs.count; i++) {
        kept_doc *kept = &corpus->kept_docs.items[i];
        kept->ready = kept->known == NOT_RECALLED;
        if (kept->ready)
            slice(&corpus->read, &at, &kept->part);
    }
    if (!corpus->known.count || !corpus->docs.count)
        return;
    TIE_PILE_ZEROED(&corpus->arena, &corpus->by_id, corpus->claim_count);
    find_blocks(corpus);
}

void tie__corpus_release_found(all_found *found) {
    TIE_PILE_RELEASE(&found->claims);
    TIE_PILE_RELEASE(&found->dates);
    TIE_PILE_RELEASE(&found->links);
    TIE_PILE_RELEASE(&found->footings);
    TIE_PILE_RELEASE(&found->sentences);
}

/* ---- Memos ---- */

/* Does not return where somebody can be told at once. */
static void tell_damage(tie_corpus *corpus) {
    corpus->damaged = true;
    if (corpus->asker)
        longjmp(*corpus->asker, 1);
}

/* What: the body of an input, as long as the arena is not cleared. False where it is damaged: then
 * it is one of nothing. */
static bool open_body(tie_corpus *corpus, const known_input *known, tie_arena *arena,
                      tie_memo_body *body) {
    tie_str bytes = corpus->memory->body(corpus->memory->user, known->tag);
    char *copy = tie_arena_alloc(arena, bytes.len, alignof(uint64_t));
    if (bytes.len)
        memcpy(copy, bytes.ptr, bytes.len);
    bool good = tie_memo_open((tie_str){copy, bytes.len}, known->body_sum, body) &&
                body->claim_count == known->claim_count && body->part_count == known->doc_count;
    if (!good)
        *body = (tie_memo_body){0};
    return good;
}

static const tie_memo_body *body_of(tie_corpus *corpus, known_input *known) {
    if (known->body)
        return known->body;
    tie_memo_body *body = TIE_NEW(&corpus->asked, tie_memo_body, 1);
    bool good = open_body(corpus, known, &corpus->asked, body);
    known->body = body;
    if (!good)
        tell_damage(corpus);
    return body;
}

static void take_claim(tie_corpus *corpus, uint32_t id, uint32_t doc, tie_claim *to) {
    known_input *known = &corpus->known.items[corpus->kept_docs.items[doc].known];
    const tie_memo_body *body = body_of(corpus, known);
    if (tie_memo_claim(body, id - known->first_claim, &corpus->docs.items[doc], id, &corpus->asked,
                       to))
        return;
    tell_damage(corpus);
    *to = (tie_claim){.doc = doc, .id = id};
}

/* All of a document but its claims. */
static void take_lists(tie_corpus *corpus, uint32_t index) {
    const tie_doc *doc = &corpus->docs.items[index];
    kept_doc *kept = &corpus->kept_docs.items[index];
    const tie_memo_body *body = body_of(corpus, &corpus->known.items[kept->known]);
    tie_found_part found = {0};
    if (!tie_memo_part(body, kept->number, doc, &corpus->asked, &found)) {
        tell_damage(corpus);
        found = (tie_found_part){0};
    }
    kept->part = (tie_doc_part){.dates = found.dates.items,
                                .links = found.links.items,
                                .footings = found.footings.items,
                                .sentences = found.sentences.items,
                                .claim_count = doc->claim_count,
                                .date_count = (uint32_t)found.dates.count,
                                .link_count = (uint32_t)found.links.count,
                                .footing_count = (uint32_t)found.footings.count,
                                .sentence_count = (uint32_t)found.sentences.count};
    kept->listed = true;
}

static void find_lists(tie_corpus *corpus, const void *what) {
    take_lists(corpus, *(const uint32_t *)what);
}

/* All of a document; its claims go to `claims`. */
static void take_part(tie_corpus *corpus, uint32_t index, tie_claim *claims) {
    const tie_doc *doc = &corpus->docs.items[index];
    kept_doc *kept = &corpus->kept_docs.items[index];
    if (!kept->listed)
        take_lists(corpus, index);
    for (uint32_t i = 0; i < doc->claim_count; i++)
        take_claim(corpus, doc->first_claim + i, index, &claims[i]);
    kept->part.claims = claims;
}

/* ---- Asking ---- */

void tie_corpus_guard(tie_corpus *corpus, jmp_buf *guard) { corpus->asker = guard; }

/* False where memory has run out. */
static bool ask(tie_corpus *corpus, void (*answer)(tie_corpus *, const void *), const void *what) {
    jmp_buf own;
    if (!corpus->asker && TIE_GUARD(own)) {
        corpus->damaged = true;
        return false;
    }
    corpus->asked.guard = corpus->opened.guard = corpus->asker ? corpus->asker : &own;
    answer(corpus, what);
    corpus->asked.guard = corpus->opened.guard = NULL;
    return true;
}

/* The last one that begins there or before. */
static uint32_t doc_of(const tie_corpus *corpus, uint32_t claim) {
    size_t block = claim >> BLOCK_BITS, blocks = corpus->claim_count >> BLOCK_BITS;
    uint32_t low = corpus->doc_of_block[block];
    uint32_t high =
        block < blocks ? corpus->doc_of_block[block + 1] : (uint32_t)corpus->docs.count - 1;
    while (low < high) {
        uint32_t mid = high - (high - low) / 2;
        bool before = corpus->docs.items[mid].first_claim <= claim;
        low = before ? mid : low;
        high = before ? high : mid - 1;
    }
    return low;
}

static void find_claim(tie_corpus *corpus, const void *what) {
    uint32_t id = *(const uint32_t *)what;
    uint32_t doc = doc_of(corpus, id);
    const kept_doc *kept = &corpus->kept_docs.items[doc];
    if (kept->ready) {
        corpus->by_id.items[id] = &kept->part.claims[id - corpus->docs.items[doc].first_claim];
        return;
    }
    tie_claim *claim = TIE_ROOM(&corpus->asked, tie_claim, 1);
    take_claim(corpus, id, doc, claim);
    corpus->by_id.items[id] = claim;
}

const tie_claim *tie_corpus_claim(tie_corpus *corpus, uint32_t id) {
    static const tie_claim NOTHING;
    if (!corpus->by_id.items)
        return &corpus->read.claims.items[id];
    if (!corpus->by_id.items[id] && !ask(corpus, find_claim, &id))
        return &NOTHING;
    return corpus->by_id.items[id];
}

/* ---- Several claims ---- */

/* What is copied from a body that does not stay. */
static void keep_strings(tie_arena *arena, tie_claim *claim) {
    tie_str *strings[TIE_CLAIM_STRINGS];
    tie_str *modifiers = TIE_ROOM(arena, tie_str, claim->modifiers.count);
    tie_claim_strings(claim, strings);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        *strings[i] = tie_arena_str(arena, *strings[i]);
    for (size_t i = 0; i < claim->modifiers.count; i++)
        modifiers[i] = tie_arena_str(arena, claim->modifiers.items[i]);
    claim->modifiers.items = modifiers;
}

/* Those from ids[at] on that are of one recalled input; returns behind the last of them. */
static size_t copy_claims(tie_corpus *corpus, const uint32_t *ids, size_t count, size_t at,
                          known_input *known) {
    tie_memo_body body;
    uint32_t end = known->first_claim + known->claim_count;
    tie_arena_clear(&corpus->opened);
    if (!open_body(corpus, known, &corpus->opened, &body))
        tell_damage(corpus);
    for (; at < count && ids[at] < end; at++) {
        uint32_t id = ids[at];
        if (corpus->by_id.items[id])
            continue;
        tie_claim *claim = TIE_ROOM(&corpus->asked, tie_claim, 1);
        const tie_doc *doc = &corpus->docs.items[doc_of(corpus, id)];
        if (tie_memo_claim(&body, id - known->first_claim, doc, id, &corpus->opened, claim)) {
            keep_strings(&corpus->asked, claim);
        } else {
            tell_damage(corpus);
            *claim = (tie_claim){.doc = doc->index, .id = id};
        }
        corpus->by_id.items[id] = claim;
    }
    return at;
}

typedef struct wanted {
    const uint32_t *ids;
    size_t count;
} wanted;

static void find_claims(tie_corpus *corpus, const void *what) {
    const wanted *w = what;
    for (size_t i = 0; i < w->count;) {
        const kept_doc *kept = &corpus->kept_docs.items[doc_of(corpus, w->ids[i])];
        known_input *known = kept->known == NOT_RECALLED ? NULL : &corpus->known.items[kept->known];
        bool open = !known || kept->ready || known->body;
        if (!open && !corpus->by_id.items[w->ids[i]])
            i = copy_claims(corpus, w->ids, w->count, i, known);
        else
            i++; /* asked for when it is used */
    }
}

void tie_corpus_prepare(tie_corpus *corpus, const uint32_t *ids, size_t count) {
    if (corpus->by_id.items)
        ask(corpus, find_claims, &(wanted){ids, count});
}

static void find_part(tie_corpus *corpus, const void *what) {
    uint32_t doc = *(const uint32_t *)what;
    kept_doc *kept = &corpus->kept_docs.items[doc];
    uint32_t count = corpus->docs.items[doc].claim_count;
    take_part(corpus, doc, TIE_ROOM(&corpus->asked, tie_claim, count));
    kept->ready = true;
}

const tie_doc_part *tie_corpus_part(tie_corpus *corpus, uint32_t doc) {
    static const tie_doc_part NOTHING;
    kept_doc *kept = &corpus->kept_docs.items[doc];
    return kept->ready || ask(corpus, find_part, &doc) ? &kept->part : &NOTHING;
}

const tie_doc_part *tie_corpus_lists(tie_corpus *corpus, uint32_t doc) {
    static const tie_doc_part NOTHING;
    kept_doc *kept = &corpus->kept_docs.items[doc];
    return kept->ready || kept->listed || ask(corpus, find_lists, &doc) ? &kept->part : &NOTHING;
}

/* ---- Sentences ---- */

const tie_sentence_key *tie_part_sentence(const tie_doc_part *part, uint64_t start) {
    size_t low = 0, high = part->sentence_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        bool before = part->sentences[mid].span.start < start;
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    bool there = low < part->sentence_count && part->sentences[low].span.start == start;
    return there ? &part->sentences[low] : NULL;
}

static const few_sentence *known_sentence(const few_sentences *few, uint64_t start) {
    for (uint32_t i = 0; few && i < few->count; i++)
        if (few->items[i].start == start)
            return &few->items[i];
    return NULL;
}

typedef struct sentence_place {
    uint32_t doc;
    uint64_t start;
} sentence_place;

/* Looking for one passes those before it: after a few, the document is listed. */
static void find_sentence(tie_corpus *corpus, const void *what) {
    const sentence_place *place = what;
    uint32_t doc = place->doc;
    kept_doc *kept = &corpus->kept_docs.items[doc];
    if (!kept->few)
        kept->few = TIE_NEW(&corpus->asked, few_sentences, 1);
    if (kept->few->count == FEW_SENTENCES) {
        take_lists(corpus, doc);
        return;
    }
    few_sentence *next = &kept->few->items[kept->few->count];
    const tie_memo_body *body = body_of(corpus, &corpus->known.items[kept->known]);
    next->start = place->start;
    if (!tie_memo_sentence(body, kept->number, &corpus->docs.items[doc], next->start, &next->key))
        tell_damage(corpus);
    kept->few->count++;
}

const tie_sentence_key *tie_corpus_sentence(tie_corpus *corpus, uint32_t doc, uint64_t start) {
    const kept_doc *kept = &corpus->kept_docs.items[doc];
    if (kept->ready || kept->listed)
        return tie_part_sentence(&kept->part, start);
    const few_sentence *found = known_sentence(kept->few, start);
    if (!found) {
        if (!ask(corpus, find_sentence, &(sentence_place){doc, start}))
            return NULL;
        if (kept->listed)
            return tie_part_sentence(&kept->part, start);
        found = &kept->few->items[kept->few->count - 1];
    }
    return found->key.claim_count ? &found->key : NULL;
}

size_t tie_corpus_claim_count(const tie_corpus *corpus) { return corpus->claim_count; }

bool tie_corpus_recalled(const tie_corpus *corpus, uint32_t doc) {
    return corpus->kept_docs.items[doc].known != NOT_RECALLED;
}

void tie_corpus_origin(const tie_corpus *corpus, uint32_t doc, uint64_t *tag, uint32_t *part) {
    const kept_doc *kept = &corpus->kept_docs.items[doc];
    const tie_input *in = &corpus->inputs.items[kept->input];
    *tag = corpus->memory && !in->claims ? in->tag : TIE_NO_TAG;
    *part = kept->number;
}

bool tie_corpus_damaged(const tie_corpus *corpus) { return corpus->damaged; }

size_t tie_corpus_docs(const tie_corpus *corpus, const tie_doc **out) {
    *out = corpus->docs.items;
    return corpus->docs.count;
}

size_t tie_corpus_diags(const tie_corpus *corpus, const tie_diag **out) {
    *out = corpus->diags.items;
    return corpus->diags.count;
}

/* ---- All of them ---- */

static void forget_all(tie_corpus *corpus) {
    tie__corpus_release_found(&corpus->all);
    corpus->all = (all_found){0};
}

static void gather(tie_corpus *corpus, const void *unused) {
    (void)unused;
    tie_arena *arena = &corpus->asked;
    all_found *all = &corpus->all;
    forget_all(corpus); /* of a first try that memory ended */
    TIE_PILE_ZEROED(arena, &all->claims, corpus->claim_count);
    for (uint32_t doc = 0; doc < corpus->docs.count; doc++) {
        kept_doc *kept = &corpus->kept_docs.items[doc];
        tie_claim *claims = &all->claims.items[corpus->docs.items[doc].first_claim];
        if (!kept->ready)
            take_part(corpus, doc, claims);
        else if (kept->part.claim_count)
            memcpy(claims, kept->part.claims, kept->part.claim_count * sizeof *claims);
        for (uint32_t i = 0; i < kept->part.date_count; i++)
            *TIE_PILE(arena, &all->dates) = kept->part.dates[i];
    }
    for (size_t i = 0; i < corpus->kept_docs.count; i++)
        corpus->kept_docs.items[i].ready = true;
    corpus->all_there = true;
}

/* To be asked for changes nothing that can be seen of a corpus. */
static const all_found *all_of(const tie_corpus *constant) {
    tie_corpus *corpus = (tie_corpus *)constant;
    if (!corpus->by_id.items)
        return &corpus->read;
    if (!corpus->all_there && !ask(corpus, gather, NULL))
        forget_all(corpus);
    return &corpus->all;
}

size_t tie_corpus_claims(const tie_corpus *corpus, const tie_claim **out) {
    const all_found *all = all_of(corpus);
    *out = all->claims.items;
    return all->claims.count;
}

size_t tie_corpus_dates(const tie_corpus *corpus, const tie_date_expr **out) {
    const all_found *all = all_of(corpus);
    *out = all->dates.items;
    return all->dates.count;
}
