/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seeds from which passages are grown. */
#ifndef TIE_ANALYZE_REPEAT_CHAIN_H
#define TIE_ANALYZE_REPEAT_CHAIN_H

#include "analyze/repeat_stage.h"

/* The diagonal of a seed. */
static inline int64_t tie_repeat_shift(const tie_repeat_pair *seed) {
    return (int64_t)seed->b - seed->a;
}

/* What: the seeds of a bucket of pairs, by documents, then b, then a. Owns: r's scratch. */
const tie_repeat_pair *tie__repeats_seeds(tie_repeats *r, size_t bucket, size_t *count);

#endif
