/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why two figures were, or were not, compared. */
#ifndef TIE_ANALYZE_WHY_H
#define TIE_ANALYZE_WHY_H

#include "base/buf.h"

/* A place as a reader names it: FILE:LINE, or FILE:LINE:COL. */
typedef struct tie_place_ref {
    tie_str path;
    uint32_t line, col; /* from 1; col 0: the first figure of the line that fits */
} tie_place_ref;

/* What: explains in plain text, lines ended, how the figures at a and b were understood (value,
 * interval, unit, noun, agent, measure, period, place, and where each came from) and what compared
 * them or kept them apart. The text may hold bytes of documents: the caller escapes it line by
 * line. Owns: out. Fails: TIE_EUSAGE when no document or no figure is at a place, with the nearest
 * one as a hint. */
tie_code tie_why(tie_run *run, const tie_place_ref *a, const tie_place_ref *b, tie_buf *out,
                 tie_err *err);

/* How one figure was understood, line by line. */
void tie_why_claim(const tie_run *run, const tie_claim *claim, tie_buf *out);

#endif
