/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs of a document that revises one of the search before, and one that stayed: where their seeds
 * are what they were, their edges are. */
#ifndef TIE_ANALYZE_REPEAT_REVISE_H
#define TIE_ANALYZE_REPEAT_REVISE_H

#include "analyze/repeat_segment.h"

/* A walk of more tokens on either side is kept for the next search. */
enum { TIE_FAR_WALK = 64 };

struct tie_repeat_pair;

/* What: which new rows revise which that have gone. After their spots are known. */
void tie__repeats_find_revisions(tie_repeats *r);
/* What: notes the pairs whose seeds a changed group makes others; its levels before and now. */
void tie__repeats_revise(tie_repeats *r, const tie_repeat_group *group, uint32_t was, uint32_t is);
/* What: the same of two rows of the search before with a walk whose sides end at those places,
 * where it comes near what a revision changes. */
void tie__repeats_mark_far(tie_repeats *r, const tie_repeat_row *a, uint32_t a_end,
                           const tie_repeat_row *b, uint32_t b_end);

/* Were all seeds of a pair of documents walked in the search before, with what would come of it
 * now? Then its edges are there. */
bool tie__repeats_walked_before(tie_repeats *r, const struct tie_repeat_pair *seeds, size_t count);

/* The row of what there is now of a row of the search before; NULL: it has gone. */
const tie_repeat_row *tie__repeats_successor(const tie_repeat_segments *s,
                                             const tie_repeat_row *old);
/* Are the edges between two such rows those that there were? When all pairs have been walked. */
bool tie__repeats_as_before(const tie_repeats *r, const tie_repeat_row *x, const tie_repeat_row *y);

#endif
