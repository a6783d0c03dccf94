/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare: claims of one cell must agree once rounding and hedges are allowed.
 * The whole cell is intersected, never pair by pair: what survives is every value on which all can
 * agree. By Helly's theorem for the line an empty intersection always has a pair that conflicts. */
#ifndef TIE_ANALYZE_COMPARE_H
#define TIE_ANALYZE_COMPARE_H

#include "analyze/finding.h"

/* Cells that lie within one document: run->cells.own from index `from` on. */
void tie_compare_own(tie_run *run, size_t from);
/* All others. */
void tie_compare_cells(tie_run *run);

/* Claims that stand in one slot of aligned passages and are in no cell together. */
typedef struct tie_aligned {
    tie_cell cell;
    const tie_passage *passages; /* to be shown */
    size_t passage_count;
    uint32_t assumptions; /* that make it one cell; a set of tie_assumption */
} tie_aligned;

/* As for a cell, but what agrees is not told; the rows are the check repeat's. */
void tie_compare_aligned(tie_run *run, const tie_aligned *aligned);

/* ---- class.c: the distinct values of a cell ---- */

/* Members of a cell with one value, whatever their hedges. Base units throughout. */
typedef struct tie_class {
    const uint32_t *claims; /* in order of documents */
    uint32_t count;
    uint32_t order; /* of the first */
    tie_dec value, value_hi;
    tie_interval meet; /* of its members' deciding intervals; may be empty */
    tie_interval cut;  /* the same if the plain figures were cut, not rounded */
} tie_class;

typedef struct tie_classes {
    tie_class *items; /* majority first, then by first claim */
    size_t count;
    tie_interval meet; /* of all */
} tie_classes;

/* tolerance: relative widening of every figure. Owns: arena. */
tie_classes tie_classes_of(const tie_run *run, tie_arena *arena, const tie_cell *cell,
                           tie_dec tolerance);
/* Index of the class that, once cut, agrees with all others; count when there is none. */
size_t tie_classes_cut(const tie_classes *classes, tie_arena *arena);

#endif
