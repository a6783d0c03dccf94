/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether figures that cannot all hold are one figure at two times: a later one that says so, or
 * that follows one told while its period was still open, whoever told it, is information; a closed
 * period that one source changes in silence is restated. Nobody is at fault. */
#ifndef TIE_ANALYZE_REVISION_H
#define TIE_ANALYZE_REVISION_H

#include "analyze/run.h"

typedef struct tie_revision {
    tie_verdict verdict; /* REVISION, RESTATED or CONFLICT */
    bool said;           /* the words say that one figure replaces another */
    bool counting;       /* the first came while victims were still being counted */
} tie_revision;

/* Of a cell whose figures are at odds, a and b the two that show it. Owns: the run's scratch. */
tie_revision tie_revision_of(tie_run *run, const tie_cell *cell, uint32_t a, uint32_t b);

/* The claim's sentence says that its figure replaces an earlier one. */
bool tie_claim_revises(tie_run *run, const tie_claim *claim);

/* Told before all of it could be counted: within its period, or while the victims of what happened
 * were still being counted. */
bool tie_claim_early(const tie_run *run, const tie_claim *claim);
/* The cell without such claims. Owns: the run's scratch. */
tie_cell tie_cell_settled(tie_run *run, const tie_cell *cell);

#endif
