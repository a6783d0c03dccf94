/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words gave a claim what it holds, for those who ask why. Worked out after the claim is
 * read, from what its sentence and the document were found to hold: reading itself knows nothing of
 * it, and costs nothing more where nobody asks. */
#ifndef TIE_EXTRACT_TRACE_H
#define TIE_EXTRACT_TRACE_H

#include "extract/draft.h"

/* The trace of the claim just read: one for each, in order. */
void tie_trace_claim(tie_reader *reader, const tie_sentence *sentence, const tie_draft *draft,
                     const tie_claim *claim, const tie_entry *predicate, const tie_entry *agent);
/* Keeps the periods and places of a sentence, for claims that inherit them. */
void tie_trace_sentence(tie_reader *reader, const tie_sentence *sentence);

#endif
