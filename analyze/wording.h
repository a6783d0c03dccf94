/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain words for messages and computations: figures as a reader would say them. */
#ifndef TIE_ANALYZE_WORDING_H
#define TIE_ANALYZE_WORDING_H

#include "base/interval.h"

/* "more than 42,000": the figure as printed, with its hedge. */
void tie_word_claim(tie_buf *buf, const tie_claim *claim);
/* Bytes of a document, each run of white space as one blank. */
void tie_word_text(tie_buf *buf, tie_str text);
/* "2 places", "1 place". */
void tie_word_count(tie_buf *buf, size_t count, const char *one, const char *many);
/* "7.890": value with that many places after the point. */
void tie_word_fixed(tie_buf *buf, tie_dec value, int places);

/* "= 0.0167", "< 0.0001": a probability behind its letter. */
tie_str tie_word_p(tie_arena *arena, double p);

#endif
