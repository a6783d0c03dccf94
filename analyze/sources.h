/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit of sources: which of them can be leaned on, and for what. Columns, never one number,
 * and no verdict on anybody: a source agrees with others, adds up by itself, rounds, repeats what
 * others published, changes its figures later. Source of the formulas: DESIGN section 7.
 *
 * An item is a cell with figures of two or more sources. Each source has one voice in it: its
 * latest figure. Figures that a single value can satisfy form a cluster. What a hedge admits but
 * does not suggest, and what may count a part of what the others count, has no voice. */
#ifndef TIE_ANALYZE_SOURCES_H
#define TIE_ANALYZE_SOURCES_H

#include "analyze/source_passages.h"
#include "analyze/stat.h"

typedef struct tie_source {
    tie_str name;
    uint32_t docs, claims;
    uint32_t items;        /* in which it has a voice */
    uint32_t comparable;   /* of those, with a voice outside of its copying group */
    tie_rate agreement;    /* over the comparable ones; too few below five */
    uint32_t rank;         /* by agreement, from 1, among those that may be ranked; 0: not ranked */
    uint32_t held, failed; /* its own sums, shares and the like, within one document */
    uint32_t exact, hedged;       /* figures without and with a hedge */
    uint32_t round, long_figures; /* exact whole numbers of three digits and more that end in 0 */
    uint32_t digits;              /* significant ones, of the median figure */
    uint32_t repeated;            /* figures in passages that another source published before */
    uint32_t group;               /* number of its copying group, from 1; 0: none */
    uint32_t updates;             /* figures changed for periods that were still open */
    uint32_t corrected, restated; /* of closed periods: saying so, in silence */
    uint32_t lags;                /* changes between dated documents */
    int32_t lag_days;             /* of the median change */
} tie_source;

/* Two sources that share what few others say. */
typedef struct tie_copying {
    uint32_t a, b;             /* sources */
    uint32_t items;            /* N: that both have a voice in and that have a strict majority */
    uint32_t same;             /* k: both with one minority value */
    uint32_t either;           /* m: any of them with a minority value */
    double p;                  /* of so many by chance; 1 where values show nothing */
    uint32_t common, verbatim; /* items with both; those with one figure in one passage */
    bool one_vote;
} tie_copying;

typedef struct tie_source_group {
    uint32_t *sources; /* in the order of the report */
    uint32_t count;
} tie_source_group;

typedef struct tie_sources {
    tie_arena arena;
    const tie_source *items; /* ranked ones first, then by comparable figures, then by name */
    size_t count;
    const tie_copying *pairs; /* that are reported; strongest first */
    size_t pair_count;
    const tie_source_group *groups; /* what the pairs connect */
    size_t group_count;
    size_t cells;    /* items */
    size_t nameless; /* claims whose document has no source */
    bool text;       /* passages were looked for */
} tie_sources;

/* What: audits the sources of a finished run, which is left as it was but for its ledger's counts.
 * passages may be NULL. Owns: *out. Fails: TIE_EMEM. */
tie_code tie_sources_new(tie_run *run, const tie_source_passages *passages, tie_sources **out,
                         tie_err *err);
void tie_sources_free(tie_sources *sources);

#endif
