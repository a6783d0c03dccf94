/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run says against an earlier one: which findings are new, which have other figures, which
 * are gone. */
#ifndef TIE_REPORTS_BASELINE_H
#define TIE_REPORTS_BASELINE_H

#include "reports/result.h"

/* What: gives each finding of result its state against the findings of old, and the result the
 * findings of old that are gone, without their places. A finding is the same by its fingerprint and
 * ordinal; it is updated when its evidence differs. The result's rows are then those of the arena.
 * old's strings must live as long as result. */
void tie_baseline_apply(tie_arena *arena, const tie_result *old, tie_result *result);

#endif
