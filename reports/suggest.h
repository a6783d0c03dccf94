/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drafted pack as the JSON that a person goes on from. */
#ifndef TIE_REPORTS_SUGGEST_H
#define TIE_REPORTS_SUGGEST_H

#include "analyze/suggest.h"
#include "base/buf.h"

/* What: the pack of the suggestions that are not dropped, with a test for each that has an example.
 * corpus: what they came from, for the examples' words. */
void tie_suggest_put(tie_buf *out, tie_arena *scratch, tie_corpus *corpus,
                     const tie_suggestions *all, tie_str name);

#endif
