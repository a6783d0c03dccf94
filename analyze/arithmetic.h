/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of one text let us recompute. The roles (part, whole, total) come from the links
 * that extraction read from the words, never from trying what fits. */
#ifndef TIE_ANALYZE_ARITHMETIC_H
#define TIE_ANALYZE_ARITHMETIC_H

#include "analyze/finding.h"

/* Every link of the run, each by its own check. */
void tie_check_links(tie_run *run);

void tie_check_sum(tie_run *run, const tie_link *link);   /* sum.c */
void tie_check_share(tie_run *run, const tie_link *link); /* share.c */

#endif
