/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpus as analyze/ reads it. */
#ifndef TIE_EXTRACT_CORPUS_H
#define TIE_EXTRACT_CORPUS_H

#include "extract/reader.h"

const tie_ruleset *tie_corpus_rules(const tie_corpus *corpus);
/* Links over all documents; their claims are indexes among the corpus's claims. Links of one
 * document stand together, in order of the text. */
size_t tie_corpus_links(const tie_corpus *corpus, const tie_link **out);

/* Sums that tables state, likewise; those of one group stand together. */
size_t tie_corpus_footings(const tie_corpus *corpus, const tie_footing **out);

/* Sentences with claims, in order of the text, when options->passages asks for them. */
size_t tie_corpus_sentences(const tie_corpus *corpus, const tie_sentence_key **out);

/* What: the text that a document's spans count in, read again from its file. Valid until the next
 * call, or the next quote of another file. Empty when the file has changed or gone. */
tie_str tie_corpus_text(tie_corpus *corpus, uint32_t doc);

/* What: adds a document from memory (borrowed until the corpus is freed), as a file of that name
 * would be. Fails: TIE_EMEM. */
tie_code tie_corpus_add_text(tie_corpus *corpus, tie_str name, tie_str text, tie_err *err);

#endif
