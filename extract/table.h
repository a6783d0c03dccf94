/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables whose first row names the columns. The names live with the claims: a row is a block, and
 * its tokens are gone when the next is read. */
#ifndef TIE_EXTRACT_TABLE_H
#define TIE_EXTRACT_TABLE_H

#include "base/date.h"
#include "rules/ruleset.h"

enum { TIE_TABLE_COLUMNS = 16 };

typedef struct tie_column {
    tie_str noun, head; /* what its figures count; empty when the name does not say */
    tie_strs modifiers;
    const tie_unit *in; /* their unit, or NULL */
    bool person;
    tie_period period; /* a year as the name, or not known */
} tie_column;

typedef struct tie_table_cell {
    uint32_t begin, end; /* tokens of the row */
} tie_table_cell;

typedef struct tie_table {
    tie_table_cell cells[TIE_TABLE_COLUMNS]; /* of the row that is read */
    uint32_t cell_count;
    tie_column columns[TIE_TABLE_COLUMNS];
    uint32_t count;  /* columns that are named; 0: no table is open */
    bool filled;     /* rows with figures came behind the names */
    bool unreadable; /* names over several rows: nothing is said about the columns */
} tie_table;

#endif
