/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that may be of a part. A claim whose period or place stands elsewhere in the text ("In
 * the past two months ..." opens the paragraph, the sentence says "arrested 781 persons") may count
 * one raid, not all of them: below another figure of its cell it proves nothing. Where it is the
 * period that stands elsewhere, it may as well count more than that period. */
#ifndef TIE_ANALYZE_PART_H
#define TIE_ANALYZE_PART_H

#include "analyze/run.h"

/* What: the cell without the members that may be parts of what a higher one counts; they go to the
 * ledger. A member that a slip would explain stays. Owns: the claims of out, the run's scratch. */
tie_cell tie_cell_without_parts(tie_run *run, const tie_cell *cell);
/* The claim itself names the period and the place that it counts, or says that it is a total. */
bool tie_claim_speaks_for_all(tie_run *run, const tie_claim *claim);

#endif
