/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which figures stand in passages that several sources share: as a run found them, or, where claims
 * come from files too, by a search of its own, to which the texts are given as they are read;
 * claims from a file are known by their quotes. */
#ifndef TIE_ANALYZE_SOURCE_PASSAGES_H
#define TIE_ANALYZE_SOURCE_PASSAGES_H

#include "tieout.h"

#define TIE_NO_PASSAGE UINT32_MAX

typedef struct tie_source_passages tie_source_passages;

/* What: those that the run's check of repeats found in documents. Owns: *out. Fails: TIE_EMEM. */
tie_code tie_source_passages_of(const tie_run *run, tie_source_passages **out, tie_err *err);

/* Owns: *out. Fails: TIE_EMEM. */
tie_code tie_source_passages_new(const tie_ruleset *rules, tie_source_passages **out, tie_err *err);
/* A tie_extraction_sink; user is the tie_source_passages. */
bool tie_source_passages_take(void *user, const tie_extraction *found);
/* What: finds the passages, once the corpus is read. Fails: TIE_EMEM, TIE_EIO, TIE_ERANGE. */
tie_code tie_source_passages_find(tie_source_passages *passages, tie_corpus *corpus, tie_err *err);
void tie_source_passages_free(tie_source_passages *passages);

/* The number of the passage that a claim stands in; TIE_NO_PASSAGE where no other source shares it.
 */
uint32_t tie_source_passage_of(const tie_source_passages *passages, uint32_t claim);
/* True when another source published that passage before the claim's own. */
bool tie_source_passage_later(const tie_source_passages *passages, uint32_t claim);

#endif
