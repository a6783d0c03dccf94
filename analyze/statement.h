/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements: clauses without a figure that say that something keeps rising or falling ("has been
 * declining year by year"). Each document is read once, when it is first asked for. */
#ifndef TIE_ANALYZE_STATEMENT_H
#define TIE_ANALYZE_STATEMENT_H

#include "analyze/finding.h"

typedef struct tie_statement {
    tie_span span;
    tie_direction direction;
    const uint64_t *stems; /* of its words, 0 for what is none */
    uint32_t count;
} tie_statement;

typedef TIE_VEC(tie_statement) tie_statements;

/* What the documents say. Start with {.run = run}; lives in the run's scratch. */
typedef struct tie_told {
    tie_run *run;
    tie_map docs; /* index of a document + 1 to its entry in `lists` */
    TIE_VEC(tie_statements) lists;
} tie_told;

/* What: the first clause of the document that says of the measure (of a pack, or NULL: that of the
 * claim's words) that it moves otherwise than `direction`. NULL when there is none. */
const tie_statement *tie_statement_against(tie_told *told, uint32_t doc, tie_direction direction,
                                           const tie_measure *of, const tie_claim *claim);

/* The sentence of a change speaks of the measure, or of what `like` counts. */
bool tie_statement_names(tie_told *told, const tie_claim *change, const tie_measure *of,
                         const tie_claim *like);

/* Adds it as a member of role "statement"; near: a figure of the same document. */
void tie_statement_add(tie_run *run, tie_draft *draft, const tie_claim *near,
                       const tie_statement *statement);

#endif
