/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure that cannot be right most likely was meant to be. Asked only after a conflict; it
 * names a slip, it never creates a finding. */
#ifndef TIE_ANALYZE_DIAGNOSE_H
#define TIE_ANALYZE_DIAGNOSE_H

#include "base/interval.h"

typedef enum tie_slip {
    TIE_SLIP_NONE,
    TIE_SLIP_SCALE,
    TIE_SLIP_TRANSPOSITION,
    TIE_SLIP_DIGIT,
    TIE_SLIP_SIGN
} tie_slip;

/* A figure as printed, and what the other figures make of it. */
typedef struct tie_suspect {
    tie_dec value;         /* after the scale word */
    tie_dec u;             /* last printed place; 0: exact */
    int scale;             /* power of ten of its scale word */
    tie_interval expected; /* in the same unit */
} tie_suspect;

typedef struct tie_diagnosis {
    tie_slip slip;
    bool named;   /* certain enough to raise severity and confidence */
    tie_str text; /* in plain words; empty for none */
} tie_diagnosis;

/* What: the first slip that makes the figure meet what is expected, in the order: power of ten,
 * two neighbouring digits swapped, one digit wrong, sign. Owns: arena. */
tie_diagnosis tie_diagnose(tie_arena *arena, const tie_suspect *suspect);

#endif
