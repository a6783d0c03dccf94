/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/reports/fake.h"

#include "extract/corpus.h"

size_t tie_corpus_docs(const tie_corpus *corpus, const tie_doc **out) {
    *out = corpus->docs;
    return corpus->doc_count;
}

size_t tie_corpus_claims(const tie_corpus *corpus, const tie_claim **out) {
    *out = corpus->claims;
    return corpus->claim_count;
}

size_t tie_corpus_claim_count(const tie_corpus *corpus) { return corpus->claim_count; }

const tie_claim *tie_corpus_claim(tie_corpus *corpus, uint32_t id) { return &corpus->claims[id]; }

size_t tie_corpus_diags(const tie_corpus *corpus, const tie_diag **out) {
    *out = corpus->diags;
    return corpus->diag_count;
}

uint64_t tie_corpus_bytes(const tie_corpus *corpus) {
    uint64_t bytes = 0;
    for (size_t i = 0; i < corpus->doc_count; i++)
        bytes += corpus->texts[i].len;
    return bytes;
}

tie_str tie_corpus_quote(tie_corpus *corpus, uint32_t doc, tie_span span) {
    return tie_str_span(corpus->texts[doc], span);
}

size_t tie_run_rows(const tie_run *run, const tie_finding **out) {
    *out = run->rows;
    return run->row_count;
}
