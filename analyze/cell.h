/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells: sets of claims that say the same thing, so that their figures must agree. A cell is a
 * measure (of a pack, or open: found from the words themselves) x agent x place x period x unit.
 * Built by hashing and sorting, in near-linear time. Being apart is the safe answer: whatever is
 * not plainly the same facet keeps claims apart, and the ledger says why. */
#ifndef TIE_ANALYZE_CELL_H
#define TIE_ANALYZE_CELL_H

#include "analyze/facet.h"

typedef struct tie_cell {
    const uint32_t *claims; /* in order of documents; at least two */
    uint32_t count;
    const tie_measure *measure; /* NULL: open */
    bool own;                   /* of one document: compared with what else it says of itself */
} tie_cell;

typedef TIE_VEC(tie_cell) tie_cell_list;

typedef struct tie_cells {
    tie_facets *facets;    /* by claim */
    const tie_cell *items; /* in order of their first claims */
    size_t count;
    tie_cell_list own; /* until they are among the items */
} tie_cells;

/* A claim under a key, to be grouped by sorting. */
typedef struct tie_keyed {
    uint64_t key;
    uint32_t order, claim;
} tie_keyed;
/* Sorts by key, then in order of documents. Keys are hashes: they are dealt out by their first
 * bits.
 */
void tie_keyed_sort(tie_arena *scratch, tie_keyed *list, size_t count);

/* The measure of a pack that a cell with that claim is of, or NULL. */
const tie_measure *tie_cell_measure(const tie_run *run, uint32_t claim);
/* What: reads the facets of a document's claims, bars those that list different things, adds the
 * cells that lie within the document to run->cells.own and emits keys for the others. Owns: the
 * run's arena. */
void tie_cells_read(tie_run *run, uint32_t doc);
/* What: fills run->cells, once all documents are read, and tells the ledger what is compared with
 * nothing. Owns: the run's arena. */
void tie_cells_build(tie_run *run);

#endif
