/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a figure was read, in words: a line for each thing that is known of it, with where it was
 * taken from. The page and the terminal print the same lines. Strings live in the arena or in what
 * was read. */
#ifndef TIE_REPORTS_READING_H
#define TIE_REPORTS_READING_H

#include "base/arena.h"

typedef struct tie_reading_line {
    const char *label;
    tie_str value;
    tie_str source; /* where it was taken from; empty: nothing to say */
} tie_reading_line;

typedef struct tie_reading {
    tie_arena *arena;
    TIE_VEC(tie_reading_line) lines;
} tie_reading;

/* trace: which words gave what, or NULL. */
tie_reading tie_reading_claim(tie_arena *arena, const tie_claim *claim, const tie_trace *trace);
tie_reading tie_reading_date(tie_arena *arena, const tie_date_expr *date);
tie_reading tie_reading_number(tie_arena *arena, const tie_number *number);

/* What is taken for granted by one assumption: "the period of the heading". */
const char *tie_reading_assumption(tie_assumption bit);

#endif
