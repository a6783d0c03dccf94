/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The alignment of a cluster, figure by figure. */
#ifndef TIE_ANALYZE_REPEAT_SLOTS_H
#define TIE_ANALYZE_REPEAT_SLOTS_H

#include "analyze/repeat_stage.h"

/* What: the cluster of these intervals, in order of tokens. Owns: r's scratch. */
tie_repeat_cluster tie__repeats_cluster(tie_repeats *r, const tie_repeat_interval *intervals,
                                        size_t count);

#endif
