/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What repeated passages mean for the claims in them. */
#ifndef TIE_ANALYZE_REPEAT_CHECK_H
#define TIE_ANALYZE_REPEAT_CHECK_H

#include "analyze/finding.h"
#include "analyze/repeat_survey.h"

/* The passage of a member, with its place in the file. Owns: the run's arena. */
tie_passage tie__repeat_passage(tie_run *run, const tie_repeat_member *member);

/* repeat_cells.c: figures that stand in one slot of a passage and say the same of the same, though
 * no cell holds both: their period or place is not known, or they lack an anchor. Alignment makes
 * up for that where nothing else in the passage differs. */
typedef struct tie_repeat_cells {
    tie_run *run;
    const tie_repeat_survey *survey;
    tie_map told; /* sets of claims that a row has been made of */
} tie_repeat_cells;

/* What: do claims in one slot say the same of the same, with other figures? As the claims of its
 * documents tell: whether that is worth a row depends on all the others. */
bool tie__repeat_comparable(tie_run *run, const tie_repeat_cluster *cluster);
void tie__repeat_compare(tie_repeat_cells *cells, const tie_repeat_cluster *cluster);

#endif
