/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two sequences of tokens walked side by side, over gaps of a few words. */
#ifndef TIE_ANALYZE_REPEAT_ALIGN_H
#define TIE_ANALYZE_REPEAT_ALIGN_H

#include "analyze/repeat_store.h"

/* What a walk has passed, counted in words: adjacent figures are one. */
typedef struct tie_repeat_tally {
    uint32_t matched, unmasked;
    uint32_t changed; /* unmatched words of both sides together */
} tie_repeat_tally;

/* How far a walk came: a and b are the tokens behind it in its direction. */
typedef struct tie_repeat_reach {
    uint32_t a, b;
    tie_repeat_tally tally;
    int32_t score;                   /* at a and b: the highest on the way */
    int32_t least_shift, most_shift; /* of b - a on the way, against the start */
    uint32_t a_end, b_end;           /* where the walk gave up */
} tie_repeat_reach;

/* What: walks forward from a and b, not past a_end and b_end, or backward from just before them
 * down to a_end and b_end. A match earns gain points, a word without one costs a point on either
 * side (a word replaced two); it gives up seven matches below the best, and goes back to where that
 * was. gain 1: what is walked must be close; 2: half may differ. */
tie_repeat_reach tie_repeat_walk(tie_repeat_store *store, bool forward, int32_t gain, uint32_t a,
                                 uint32_t a_end, uint32_t b, uint32_t b_end);

/* What: as tie_repeat_walk, but to the ends of both sides, whatever it costs: words without a match
 * are counted as changed. */
tie_repeat_tally tie_repeat_tally_all(tie_repeat_store *store, bool forward, uint32_t a,
                                      uint32_t a_end, uint32_t b, uint32_t b_end);

/* One step of an alignment: a_len and b_len tokens that match, or differ. */
typedef struct tie_repeat_step {
    uint32_t a_len, b_len;
    bool match;
    bool figure; /* no match, but one figure more on one side of adjacent figures */
} tie_repeat_step;

/* What: the step that begins at a and b, with a look at the values of figures where words differ (a
 * walk takes none: which passages there are must not depend on digits); after_figure: the last step
 * matched figures. Returns false at the end of either side, or when no words nearby match. */
bool tie_repeat_step_next(tie_repeat_store *store, uint32_t a, uint32_t a_end, uint32_t b,
                          uint32_t b_end, bool after_figure, tie_repeat_step *out);

/* What: finds where three words in a row match, or with by_value a figure in its value, near the
 * starts of both sides and moves *a and *b there. */
bool tie_repeat_anchor(tie_repeat_store *store, bool by_value, uint32_t *a, uint32_t a_end,
                       uint32_t *b, uint32_t b_end);

#endif
