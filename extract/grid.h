/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a table as a grid, and the sums that its labels state. */
#ifndef TIE_EXTRACT_GRID_H
#define TIE_EXTRACT_GRID_H

#include "extract/reader.h"

/* The words of a label, tokens [begin, end). */
tie_label tie_label_read(const tie_reader *reader, uint32_t begin, uint32_t end);

/* A four-digit number in that cell of the row counts something, and names no year. */
bool tie_grid_counts(const tie_table *table, uint32_t cell);

/* Behind a block whose claims begin at first_claim: takes up the row. */
void tie_grid_leave(tie_reader *reader, size_t first_claim);
/* A row, or all before it, cannot be taken up: no sum that it may be part of is trusted. */
void tie_grid_skip(tie_reader *reader);
/* Ends the table, if one is open: what it states goes to reader->footings. */
void tie_grid_close(tie_reader *reader);

/* foot.c: what the labels of the grid state. */
void tie_grid_foot(tie_reader *reader);
/* grid.c: what all names of a column say together. */
tie_label tie_grid_name(const tie_table *table, uint32_t column);
/* The figure at a row and a column, or NULL. */
const tie_grid_cell *tie_grid_at(const tie_table *table, uint32_t row, uint32_t column);

#endif
