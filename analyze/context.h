/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clause of a figure says beside its noun, verb, time and place: who or what ("floods
 * killed 300 people"), in what course ("in Operation Sunrise"), how. An open measure knows none of
 * it, so figures whose clauses differ there are not plainly of one thing. */
#ifndef TIE_ANALYZE_CONTEXT_H
#define TIE_ANALYZE_CONTEXT_H

#include "analyze/run.h"

/* Nothing in the clauses sets the figures apart: two thirds of what either says, both say; where
 * one says nothing more, both must be tolls of the same day. What a text calls itself ("we", "the
 * company") is the same within one publisher alone. Reads the documents: ask where figures
 * are at odds only. */
bool tie_context_same(tie_run *run, const tie_claim *a, const tie_claim *b);
/* The clause does not say its verb of all that the figure counts: "312 were not closed", "half of
 * the 312 were". */
bool tie_context_denied(tie_run *run, const tie_claim *claim);
/* All that narrows the whole's clause narrows the part's. */
bool tie_context_within(tie_run *run, const tie_claim *part, const tie_claim *whole);

#endif
