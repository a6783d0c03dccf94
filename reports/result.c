/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/result.h"

static tie_str read_corpus(void *from, uint32_t doc, tie_span span) {
    return tie_corpus_quote(from, doc, span);
}

tie_result tie_result_of(tie_corpus *corpus, const tie_run *run, tie_date today) {
    tie_result result = {
        .today = today, .bytes = tie_corpus_bytes(corpus), .read = read_corpus, .from = corpus};
    const tie_claim *claims;
    result.claims = tie_corpus_claims(corpus, &claims);
    result.doc_count = tie_corpus_docs(corpus, &result.docs);
    result.diag_count = tie_corpus_diags(corpus, &result.diags);
    result.row_count = tie_run_rows(run, &result.rows);
    return result;
}
