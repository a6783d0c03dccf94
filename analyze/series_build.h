/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that build timelines share. */
#ifndef TIE_ANALYZE_SERIES_BUILD_H
#define TIE_ANALYZE_SERIES_BUILD_H

#include "analyze/series.h"

/* A claim that may stand in a timeline. Entries of one period are in order of precedence: the best
 * class of source, the latest date, the order of the text. */
typedef struct tie_dated {
    const tie_measure *measure; /* of a pack, or NULL */
    bool placed;                /* it has a place on a line of time */
    tie_moment when;
    tie_period period;
    uint32_t stretch; /* between two breaks of the measure */
    uint8_t rank;     /* class of its source, from 1; UINT8_MAX when it has none */
    int32_t vintage;  /* day of its document, or TIE_DAY_UNKNOWN */
    uint32_t order, claim;
} tie_dated;

/* Figures kept of one period beside the one that stands. */
enum { TIE_SERIES_VALUES_MAX = 8 };

/* What: the timeline of entries that belong together, sorted by time, spans last. Owns: the run's
 * arena. False below two points that say something. */
bool tie_timeline_make(tie_run *run, const tie_dated *entries, size_t count, tie_timeline *out);

#endif
