/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a corpus answers of its documents: each one alone, or all of them. */
#include "extract/corpus_state.h"

/* Lists move while they grow: where a document's part of them begins is known at the end. */
void tie__corpus_slice(tie_corpus *corpus) {
    tie_doc_part at = {.claims = corpus->claims.items,
                       .dates = corpus->dates.items,
                       .links = corpus->links.items,
                       .footings = corpus->footings.items,
                       .sentences = corpus->sentences.items};
    for (size_t i = 0; i < corpus->kept_docs.count; i++) {
        tie_doc_part *part = &corpus->kept_docs.items[i].part;
        part->claims = at.claims;
        part->dates = at.dates;
        part->links = at.links;
        part->footings = at.footings;
        part->sentences = at.sentences;
        at.claims += part->claim_count;
        at.dates += part->date_count;
        at.links += part->link_count;
        at.footings += part->footing_count;
        at.sentences += part->sentence_count;
    }
}

size_t tie_corpus_docs(const tie_corpus *corpus, const tie_doc **out) {
    *out = corpus->docs.items;
    return corpus->docs.count;
}

const tie_doc_part *tie_corpus_part(tie_corpus *corpus, uint32_t doc) {
    return &corpus->kept_docs.items[doc].part;
}

const tie_claim *tie_corpus_claim(tie_corpus *corpus, uint32_t id) {
    return &corpus->claims.items[id];
}

size_t tie_corpus_claim_count(const tie_corpus *corpus) { return corpus->claims.count; }

bool tie_corpus_recalled(const tie_corpus *corpus, uint32_t doc) {
    return corpus->kept_docs.items[doc].recalled;
}

void tie_corpus_origin(const tie_corpus *corpus, uint32_t doc, uint64_t *tag, uint32_t *part) {
    const kept_doc *kept = &corpus->kept_docs.items[doc];
    *tag = corpus->inputs.items[kept->input].tag;
    *part = kept->number;
}

bool tie_corpus_damaged(const tie_corpus *corpus) { return corpus->damaged; }

size_t tie_corpus_claims(const tie_corpus *corpus, const tie_claim **out) {
    *out = corpus->claims.items;
    return corpus->claims.count;
}

size_t tie_corpus_dates(const tie_corpus *corpus, const tie_date_expr **out) {
    *out = corpus->dates.items;
    return corpus->dates.count;
}

size_t tie_corpus_diags(const tie_corpus *corpus, const tie_diag **out) {
    *out = corpus->diags.items;
    return corpus->diags.count;
}

size_t tie_corpus_footings(const tie_corpus *corpus, const tie_footing **out) {
    *out = corpus->footings.items;
    return corpus->footings.count;
}

size_t tie_corpus_links(const tie_corpus *corpus, const tie_link **out) {
    *out = corpus->links.items;
    return corpus->links.count;
}

size_t tie_corpus_sentences(const tie_corpus *corpus, const tie_sentence_key **out) {
    *out = corpus->sentences.items;
    return corpus->sentences.count;
}
