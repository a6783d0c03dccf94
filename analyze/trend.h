/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the check `trend` share. */
#ifndef TIE_ANALYZE_TREND_H
#define TIE_ANALYZE_TREND_H

#include "analyze/run.h"

/* trend_stated.c: words and rates of the documents beside the timelines. */
void tie_trend_stated(tie_run *run);
/* trend_heaping.c: round figures by publisher. */
void tie_trend_heaping(tie_run *run);

#endif
