/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The alignment of a cluster, figure by figure. */
#ifndef TIE_ANALYZE_REPEAT_SLOTS_H
#define TIE_ANALYZE_REPEAT_SLOTS_H

#include "analyze/repeat_stage.h"

/* What: looks up what is known of the clusters that there are. */
void tie__repeats_outline(tie_repeats *r);
/* What: the cluster of that number. Owns: r's scratch. */
tie_repeat_cluster tie__repeats_cluster(tie_repeats *r, uint32_t number);
/* Index of the member of the earliest day, of those the first. */
size_t tie__repeats_canonical(const tie_repeats *r, const tie_repeat_interval *intervals,
                              size_t count);

#endif
