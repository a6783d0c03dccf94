/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims that were extracted before, or elsewhere: the rows `claim` of the wire format, as `extract
 * -o ndjson` writes them. Their documents need not be there: a document's text is known by the
 * quotes of its claims alone. Source: DESIGN section 8. */
#ifndef TIE_EXTRACT_CLAIM_ROWS_H
#define TIE_EXTRACT_CLAIM_ROWS_H

#include "extract/input.h"
#include "extract/reader.h"

/* A sentence with claims. */
typedef struct tie_quote {
    tie_span span;
    tie_str text;
} tie_quote;
typedef TIE_VEC(tie_quote) tie_quotes;

/* One document: its claims and their sentences in the order of its text. */
typedef struct tie_quoted_doc {
    tie_doc doc;
    tie_claims claims;
    tie_quotes quotes;
} tie_quoted_doc;
typedef TIE_VEC(tie_quoted_doc) tie_quoted_docs;

/* What: reads every row `claim` of text; rows of other kinds are skipped. Documents come in the
 * order of their first rows. A row has at least "row", "doc" and "value"; what it does not say is
 * filled as for a printed figure. Wrong rows become diagnostics of their line and are left out.
 * Owns: out; the documents borrow from it alone. scratch is left as it was. */
void tie_claim_rows_read(tie_arena *out, tie_arena *scratch, const tie_ruleset *rules, tie_str path,
                         tie_str text, tie_quoted_docs *docs, tie_diags *diags);

/* The text of a span within one of the quotes (count of them, in order); empty when none has it. */
tie_str tie_quote_find(const tie_quote *quotes, size_t count, tie_span span);

#endif
