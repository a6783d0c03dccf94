/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of an analysis that looks at one document alone: its facets, the cells within it, the
 * checks of what it says of itself, and the keys by which it may meet others (blocking.h). */
#ifndef TIE_ANALYZE_LOCAL_H
#define TIE_ANALYZE_LOCAL_H

#include "analyze/run.h"

/* What: every document, in order; those that did not change by their briefs. False, with
 * run->damaged set, where a brief contradicts itself. */
bool tie_local_all(tie_run *run);

#endif
