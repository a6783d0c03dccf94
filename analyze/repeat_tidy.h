/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From all clusters to those that a reader wants. */
#ifndef TIE_ANALYZE_REPEAT_TIDY_H
#define TIE_ANALYZE_REPEAT_TIDY_H

#include "analyze/repeat_stage.h"

/* What: drops clusters that say nothing new, joins those that always stand side by side, numbers
 * the rest by their first members, and sorts the intervals by cluster and place. intervals: of
 * clusters 0 .. cluster_count - 1, in any order; changed. Sets r->intervals, interval_count,
 * cluster_count. */
void tie__repeats_tidy(tie_repeats *r, tie_repeat_interval *intervals, size_t count,
                       uint32_t cluster_count);

#endif
