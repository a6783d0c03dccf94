/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings that a person has seen and accepted: a file says which, why and until when. They are
 * listed with the reason and count for nothing else. An entry that meets no finding, or has
 * expired, is itself a note: a list that nobody weeds hides what it should not. */
#ifndef TIE_REPORTS_SUPPRESS_H
#define TIE_REPORTS_SUPPRESS_H

#include "reports/result.h"

/* One entry: a finding by its name, or all that match every facet given. path is a glob
 * (rules/glob.h); path and source must match each document of the finding. */
typedef struct tie_suppression {
    tie_str finding;
    tie_str code, rule, measure, agent, place, unit, path, source;
    tie_str reason;
    tie_period until; /* the last day; unknown: for good */
    uint32_t line;    /* of the file */
} tie_suppression;

typedef struct tie_suppressions {
    tie_str path;
    TIE_VEC(tie_suppression) entries;
} tie_suppressions;

/* What: reads the file. Every fault goes to sink (may be NULL). Owns: arena. Fails: TIE_EIO;
 * TIE_EINPUT with the first fault in err. */
tie_code tie_suppressions_read(tie_arena *arena, tie_str path, tie_err_sink *sink, void *user,
                               tie_suppressions *out, tie_err *err);

/* What: marks the rows that entries meet on the result's day, and adds a note for each entry that
 * has expired or meets none. The result's rows are then those of the arena. */
void tie_suppressions_apply(tie_arena *arena, const tie_suppressions *entries, tie_result *result);

/* What: the text of the file with one more entry, the rest as it was; of no file (empty text), a
 * new one. Owns: arena. Fails: TIE_EINPUT when the text is no such file. */
tie_code tie_suppressions_add(tie_arena *arena, tie_str path, tie_str text,
                              const tie_suppression *entry, tie_err_sink *sink, void *user,
                              tie_str *out, tie_err *err);

#endif
