/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpus as analyze/ reads it. */
#ifndef TIE_EXTRACT_CORPUS_H
#define TIE_EXTRACT_CORPUS_H

#include "extract/reader.h"

const tie_ruleset *tie_corpus_rules(const tie_corpus *corpus);
const tie_options *tie_corpus_options(const tie_corpus *corpus);
/* Links over all documents; their claims are indexes among the corpus's claims. Links of one
 * document stand together, in order of the text. */
size_t tie_corpus_links(const tie_corpus *corpus, const tie_link **out);

/* A sentence with at least one claim, for repeats of sentences: the key is of its words with every
 * figure masked. */
typedef struct tie_sentence_key {
    uint64_t masked; /* hash of the folded words, figures as one token */
    uint32_t doc, first_claim, claim_count;
    tie_span span;
    uint16_t words; /* unmasked */
} tie_sentence_key;
size_t tie_corpus_sentences(const tie_corpus *corpus, const tie_sentence_key **out);

#endif
