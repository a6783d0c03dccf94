/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts: what figures that add up say over stretches of the calendar, each once, whoever
 * repeats it: those of a pack's flow measures, and open ones that tell of events. A claim whose
 * date is impossible as written yields one fact for each way to read it; a change ("a drop of 40
 * percent year-on-year") implies one for the year before. */
#ifndef TIE_ANALYZE_FACT_H
#define TIE_ANALYZE_FACT_H

#include "analyze/run.h"

typedef struct tie_fact {
    uint64_t family; /* of measures that may hold one another, with unit and scope */
    uint64_t measure, place;
    uint64_t agent;         /* 0: none named */
    const tie_measure *of;  /* NULL: open */
    bool state;             /* open, of a state: it does not add up over time */
    const uint64_t *narrow; /* open: stems of what narrows the noun, sorted */
    uint32_t narrow_count;
    bool doubtful;       /* open: what is called so need not be one */
    int32_t place_index; /* in the gazetteer; -1: not there */
    tie_period period;
    int32_t first_day, last_day;
    tie_interval meet;      /* of its claims, in base units */
    const uint32_t *claims; /* in order of documents */
    uint32_t count;
    uint32_t order;               /* of the first */
    const tie_date_expr *reading; /* the impossible date it is read with; NULL: its own period */
    const tie_implied *implied;   /* by a change from the value of `claims`; NULL: stated */
} tie_fact;

typedef struct tie_facts {
    tie_fact *items; /* by family, then first day, the longer before the shorter */
    size_t count;
} tie_facts;

/* Owns: the run's scratch. */
tie_facts tie_facts_collect(tie_run *run);

/* The first is the second, or narrower: by its pack's measures, or by the words around its noun. */
bool tie_fact_measure_within(const tie_run *run, const tie_fact *part, const tie_fact *whole);

#endif
