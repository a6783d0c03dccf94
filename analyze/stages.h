/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages that pipeline.c runs and that need no header of their own. Each reads run->in and
 * run->cells and adds rows. */
#ifndef TIE_ANALYZE_STAGES_H
#define TIE_ANALYZE_STAGES_H

#include "analyze/fact.h"
#include "analyze/finding.h"

void tie_check_dates(tie_run *run);                             /* date.c */
void tie_check_relations(tie_run *run);                         /* relation.c */
void tie_check_footings(tie_run *run);                          /* foot.c */
void tie_check_repeated_sentences(tie_run *run);                /* repeat_sentences.c */
void tie_check_cumulative(tie_run *run);                        /* cumulative.c */
void tie_check_exclusive(tie_run *run);                         /* exclusive.c */
void tie_check_repeats(tie_run *run);                           /* repeat_check.c */
void tie_check_stale(tie_run *run);                             /* stale.c */
void tie_check_detail(tie_run *run);                            /* detail.c */
void tie_check_contain(tie_run *run, const tie_facts *facts);   /* contain.c */
void tie_check_direction(tie_run *run, const tie_facts *facts); /* direction.c */
void tie_check_trends(tie_run *run);                            /* trend.c */

#endif
