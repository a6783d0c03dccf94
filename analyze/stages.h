/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages that pipeline.c runs and that need no header of their own. Each reads run->in and
 * run->cells and adds rows. */
#ifndef TIE_ANALYZE_STAGES_H
#define TIE_ANALYZE_STAGES_H

#include "analyze/fact.h"
#include "analyze/finding.h"

/* What one document says of itself: what they find depends on nothing else. */
void tie_check_dates(tie_run *run, uint32_t doc);    /* date.c */
void tie_check_footings(tie_run *run, uint32_t doc); /* foot.c */
void tie_check_detail(tie_run *run, uint32_t doc);   /* detail.c */

/* The keys by which a document may meet others (blocking.h). */
void tie_facts_emit(tie_run *run, uint32_t doc);              /* fact.c */
void tie_exclusive_emit(tie_run *run, uint32_t doc);          /* exclusive.c */
void tie_cumulative_emit(tie_run *run, uint32_t doc);         /* cumulative.c */
void tie_stale_emit(tie_run *run, uint32_t doc);              /* stale.c */
void tie_repeated_sentences_emit(tie_run *run, uint32_t doc); /* repeat_sentences.c */
void tie_timelines_emit(tie_run *run, uint32_t doc);          /* series.c */
void tie_stated_emit(tie_run *run, uint32_t doc);             /* trend_stated.c */
void tie_heaping_emit(tie_run *run, uint32_t doc);            /* trend_heaping.c */

/* What they say of each other. */
void tie_check_relations(tie_run *run);                         /* relation.c */
void tie_check_repeated_sentences(tie_run *run);                /* repeat_sentences.c */
void tie_check_cumulative(tie_run *run);                        /* cumulative.c */
void tie_check_exclusive(tie_run *run);                         /* exclusive.c */
void tie_check_repeats(tie_run *run);                           /* repeat_check.c */
void tie_check_stale(tie_run *run);                             /* stale.c */
void tie_check_contain(tie_run *run, const tie_facts *facts);   /* contain.c */
void tie_check_direction(tie_run *run, const tie_facts *facts); /* direction.c */
void tie_check_trends(tie_run *run);                            /* trend.c */

#endif
