/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of what was not compared, and why: one row for each check, reason and measure, with
 * a count and two figures that show what is meant. Silence is never mistaken for a pass. */
#ifndef TIE_ANALYZE_LEDGER_H
#define TIE_ANALYZE_LEDGER_H

#include "analyze/cell.h"
#include "rules/map.h"
#include "rules/registry.h"

typedef struct tie_ledger_entry {
    tie_check_id check;
    tie_reason reason;
    tie_str measure; /* id of a pack's measure; empty: open ones */
    uint32_t count;
    uint32_t claims[2]; /* samples; TIE_NO_CLAIM where there is none */
} tie_ledger_entry;

typedef struct tie_ledger {
    tie_map index;
    TIE_VEC(tie_ledger_entry) entries;
} tie_ledger;

/* Counts one figure (or pair, or series) that the check left out. a and b may be TIE_NO_CLAIM. */
void tie_ledger_skip(tie_run *run, tie_check_id check, tie_reason reason, tie_str measure,
                     uint32_t a, uint32_t b);
/* As many as the entry counts. */
void tie_ledger_add(tie_run *run, const tie_ledger_entry *entry);
/* Adds the rows. */
void tie_ledger_close(tie_run *run);

#endif
