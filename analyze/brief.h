/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an analysis leaves of each document for the next one, so that a document that did not change
 * need not be looked at again: the facets of its claims, the keys by which they may meet others,
 * the cells that lie within it, and what the checks of it alone have found. Whoever keeps briefs
 * gives back what this program put with the same packs and facts, or nothing at all. What is found
 * with a memory is what is found without one. */
#ifndef TIE_ANALYZE_BRIEF_H
#define TIE_ANALYZE_BRIEF_H

#include "analyze/blocking.h"
#include "tieout.h"

/* Keeps the brief of each document of a corpus. */
typedef struct tie_brief_memory {
    void *user;
    /* The brief of a document that is recalled (tie_corpus_recalled), as it was put for it; empty:
     * there is none. Valid until the next call. */
    tie_str (*get)(void *user, uint32_t doc);
    /* Keeps a copy of the bytes in the place of what was there. */
    void (*put)(void *user, uint32_t doc, tie_str bytes);
    bool sparse; /* nobody looks at series that lead to no row: they need not be there */
} tie_brief_memory;

/* Equal for programs that leave and take the same; the rules are not in it. */
uint64_t tie_brief_maker(void);

/* How long the lists of a run are before a document adds to them. */
typedef struct tie_brief_start {
    size_t rows, cells, implied, caused, keys[TIE_KEY_KINDS];
} tie_brief_start;
tie_brief_start tie_brief_begin(const tie_run *run);

/* What: the brief of a document that was looked at, from what it has added to the run since the
 * start and to run->ledger, which holds nothing else. Owns: the run's scratch. Empty where it
 * cannot be told in a brief. */
tie_str tie_brief_write(tie_run *run, uint32_t doc, const tie_brief_start *start);
/* What: adds to the run what the document's brief tells. False where it is none that this program
 * wrote of so many claims: then nothing is added. Sets run->damaged where it contradicts itself. */
bool tie_brief_take(tie_run *run, uint32_t doc, tie_str bytes);

#endif
