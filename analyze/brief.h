/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an analysis leaves of each document for the next one, so that a document that did not change
 * need not be looked at again. Whoever keeps briefs gives back what this program put with the same
 * packs and facts, or nothing at all. What is found with a memory is what is found without one. */
#ifndef TIE_ANALYZE_BRIEF_H
#define TIE_ANALYZE_BRIEF_H

#include "tieout.h"

/* Keeps the brief of each document of a corpus. */
typedef struct tie_brief_memory {
    void *user;
    /* The brief of a document that is recalled (tie_corpus_recalled), as it was put for it; empty:
     * there is none. Valid until the next call. */
    tie_str (*get)(void *user, uint32_t doc);
    /* Keeps a copy of the bytes in the place of what was there. */
    void (*put)(void *user, uint32_t doc, tie_str bytes);
} tie_brief_memory;

/* Equal for programs that leave and take the same; the rules are not in it. */
uint64_t tie_brief_maker(void);

#endif
