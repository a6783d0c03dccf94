/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a result tells beside its findings: charts of the figures over time and the audit of the
 * sources. Made of what the run found already; the formats that hold them are the page and JSON. */
#ifndef TIE_REPORTS_OVERVIEW_H
#define TIE_REPORTS_OVERVIEW_H

#include "analyze/series.h"
#include "reports/result.h"

/* Charts of a result; measures of packs come first, then the longer series. */
enum { TIE_OVERVIEW_CHARTS = 60 };

/* What: adds charts, the audit and the names of the packs to a result of that run. Owns: arena, and
 * *sources, which must live as long as the result; end it with tie_sources_free. Fails: TIE_EMEM.
 */
tie_code tie_overview_add(tie_result *result, tie_corpus *corpus, tie_run *run, tie_arena *arena,
                          tie_arena *scratch, tie_sources **sources, tie_err *err);

/* Timelines that are shown unless others are asked for: measures of packs, and those with figures
 * enough to be tested. */
bool tie_overview_shows(const tie_timeline *timeline);

#endif
