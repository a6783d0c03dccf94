/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document to claims: places lie inside the text and inside their sentence, in order, and the
 * interval that decides is not empty. */
#include "base/interval.h"
#include "tests/fuzz/fuzz.h"

static bool inspect(void *user, const tie_extraction *found) {
    (void)user;
    uint64_t before = 0;
    for (size_t i = 0; i < found->claim_count; i++) {
        const tie_claim *c = &found->claims[i];
        FUZZ_ASSERT(c->span.start < c->span.end && c->span.end <= found->text.len);
        FUZZ_ASSERT(c->sentence.start <= c->span.start && c->span.end <= c->sentence.end);
        FUZZ_ASSERT(c->span.start >= before);
        FUZZ_ASSERT(tie_str_eq(c->text, tie_str_span(found->text, c->span)));
        FUZZ_ASSERT(c->line > 0 && c->col > 0);
        FUZZ_ASSERT(!tie_interval_empty(c->decides));
        before = c->span.start;
    }
    for (size_t i = 0; i < found->date_count; i++)
        FUZZ_ASSERT(found->dates[i].span.end <= found->text.len);
    for (size_t i = 0; i < found->number_count; i++)
        FUZZ_ASSERT(found->numbers[i].reject.len > 0);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    tie_corpus *corpus = fuzz_corpus();
    tie_err err = {0};
    FUZZ_ASSERT(tie_corpus_add(corpus, fuzz_document(0, data, size), &err) == TIE_OK);
    FUZZ_ASSERT(tie_corpus_read(corpus, inspect, NULL, false, &err) == TIE_OK);
    tie_corpus_free(corpus);
    unlink(fuzz_path(0));
    return 0;
}
