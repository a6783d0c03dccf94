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

/* What: which claims in one slot say the same of the same, with other figures, as the claims of its
 * documents tell: whether that is worth a row depends on all the others. For tie__repeat_compare,
 * in this run or the next. Empty: no slot has other figures. Owns: scratch. */
tie_str tie__repeat_remark(tie_run *run, const tie_repeat_cluster *cluster);
/* Does a remark name any such claims? */
bool tie__repeat_comparable(tie_str remark, const tie_repeat_cluster *cluster);
/* Is what was remarked of these passages true of the member's claims, too? */
bool tie__repeat_remarked(const tie_run *run, const tie_repeat_cluster *cluster, uint32_t member,
                          tie_str remark);
/* What: makes rows of what was remarked. False: it is no remark of the cluster. */
bool tie__repeat_compare(tie_repeat_cells *cells, const tie_repeat_cluster *cluster,
                         tie_str remark);

#endif
