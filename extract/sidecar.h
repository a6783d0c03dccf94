/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts about documents that stand outside of them: a CSV beside the corpus, the packs' rules of
 * sources. */
#ifndef TIE_EXTRACT_SIDECAR_H
#define TIE_EXTRACT_SIDECAR_H

#include "rules/ruleset.h"

typedef struct tie_sidecar_row {
    tie_str path, source, date, place, title, url;
} tie_sidecar_row;

typedef struct tie_sidecar {
    tie_sidecar_row *rows;
    size_t count;
} tie_sidecar;

/* What: reads a CSV (RFC 4180) with a header of path,source,date,place,title,url in any order.
 * Owns: arena. Fails: TIE_EIO, TIE_EUSAGE (with line) for a header without path or an unknown
 * column. */
tie_code tie_sidecar_read(tie_arena *arena, tie_str path, tie_sidecar *out, tie_err *err);

/* Fills what doc does not know yet: from the row of its path, then from the packs' source rules. */
void tie_sidecar_apply(const tie_sidecar *sidecar, const tie_ruleset *rules, tie_doc *doc);
/* Fills what is left once the document's own text has been asked: from the defaults, the place
 * then from the packs. A date without a year gives way to a default with one. */
void tie_defaults_apply(const tie_defaults *defaults, const tie_ruleset *rules, tie_doc *doc);

#endif
