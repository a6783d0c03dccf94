/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of one gram, in all segments that a search with a memory reads. Most grams have none
 * in what changed, and some have thousands: places of documents that stayed are not touched where
 * their number tells enough. */
#ifndef TIE_ANALYZE_REPEAT_GROUP_H
#define TIE_ANALYZE_REPEAT_GROUP_H

#include "analyze/repeat_segment.h"

/* Postings by key; at any address. Where a key has more than TIE_ALL_PAIRS, that in the document
 * of the lowest rank comes first. */
typedef struct tie_repeat_run {
    const char *at;
    size_t count;
} tie_repeat_run;

static inline uint64_t tie_repeat_posting(tie_repeat_run run, size_t i) {
    uint64_t posting;
    memcpy(&posting, run.at + i * sizeof posting, sizeof posting);
    return posting;
}
static inline uint32_t tie_repeat_key_at(tie_repeat_run run, size_t i) {
    return (uint32_t)(tie_repeat_posting(run, i) >> 32);
}

struct tie_repeat_group {
    tie_repeat_census census;
    const uint64_t *others; /* those that are not in TIE_ROW_KEPT */
    size_t other_count;
    tie_repeat_run *parts; /* all, by segment */
    size_t part_count;
};

/* All places, dead ones among them; *count of them. Owns: scratch. */
const uint64_t *tie__repeats_places(tie_repeats *r, const tie_repeat_group *group, size_t *count);

/* What: groups of two places and more, of these at least so many in the states (bits), to visit.
 * Of one run all places are new, and it is aligned. */
typedef struct tie_repeat_asked {
    unsigned states;
    size_t least;
    tie_repeat_visit *visit;
} tie_repeat_asked;
void tie__repeats_visit(tie_repeats *r, const tie_repeat_run *runs, size_t run_count,
                        const tie_repeat_asked *asked);

/* What: brings postings, sorted by key, into the order of a run. */
void tie__repeats_order(const tie_repeats *r, uint64_t *postings, size_t count);
/* What: joins two runs to postings sorted by key. Owns: scratch. */
uint64_t *tie__repeats_join(tie_repeats *r, tie_repeat_run a, tie_repeat_run b);

#endif
