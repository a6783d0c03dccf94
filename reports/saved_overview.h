/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members "charts" and "sources" of a saved result. What is absent leaves out as it is; faults
 * are noted in the file. Owns: arena. */
#ifndef TIE_REPORTS_SAVED_OVERVIEW_H
#define TIE_REPORTS_SAVED_OVERVIEW_H

#include "reports/result.h"
#include "rules/json.h"

tie_strs tie_saved_strs(tie_arena *arena, tie_json list); /* absent: none */
void tie_saved_charts(tie_arena *arena, tie_json list, tie_result *out);
void tie_saved_sources(tie_arena *arena, tie_json value, tie_result *out);

#endif
