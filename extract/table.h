/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: rows of cells (Markdown, CSV, columns set apart by blanks or tabs), the names of their
 * columns, and which sums their labels state. What a table says lives with the claims: a row is a
 * block, and its tokens are gone when the next is read.
 *
 * A figure belongs to the column that it stands in: by number where a row has as many cells as the
 * rows before it, else by where it stands on the line. A row whose cells fit no column is
 * remembered as unclear, and no sum that it may be part of is trusted. */
#ifndef TIE_EXTRACT_TABLE_H
#define TIE_EXTRACT_TABLE_H

#include "base/date.h"
#include "rules/ruleset.h"

enum { TIE_TABLE_COLUMNS = 24, TIE_TABLE_NAMES = 96, TIE_LABEL_KEYS = 8 };

/* What the words of a label or of a column's name say. Names in lexicons ("table_words") are the
 * lower-case ends of these. */
typedef enum tie_table_word {
    TIE_TABLE_TOTAL,    /* total, sum, overall */
    TIE_TABLE_SUBTOTAL, /* subtotal */
    TIE_TABLE_GRAND,    /* grand total */
    TIE_TABLE_ALL,      /* all: opens the label of a total */
    TIE_TABLE_PART,     /* of which: a part of the row above */
    TIE_TABLE_RATE,     /* average, rate, per: what does not add up */
    TIE_TABLE_OPENING,  /* opening balance */
    TIE_TABLE_CLOSING,
    TIE_TABLE_ADDED,   /* additions, received */
    TIE_TABLE_REMOVED, /* disposals, less */
    TIE_TABLE_DATED,   /* year, date: its figures are years */
    TIE_TABLE_ITEM,    /* all other: no total, whatever it begins with */
    TIE_TABLE_WORDS
} tie_table_word;

/* The words of a label. */
typedef struct tie_label {
    uint32_t words; /* set of 1 << tie_table_word */
    bool pure;      /* nothing but words of totals */
    bool opens;     /* the first word is one of a total or of a part */
    bool dated;     /* names a day or a month */
    bool rounded;   /* "(thousands)": its figures are rounded */
    uint64_t name;  /* hash of its words but for numbers and months; 0: it has none */
} tie_label;

typedef struct tie_column {
    tie_str noun, head; /* what its figures count; empty when the name does not say */
    tie_strs modifiers;
    const tie_unit *in; /* their unit, or NULL */
    int power;          /* of ten, by which the name multiplies them: (million tons) */
    bool person;
    tie_period period; /* a year as the name, or not known */
} tie_column;

typedef enum tie_cell_kind {
    TIE_CELL_TEXT,
    TIE_CELL_FIGURE, /* nothing but a number with its signs */
    TIE_CELL_NIL     /* a dash: none */
} tie_cell_kind;

typedef struct tie_table_cell {
    uint32_t begin, end;  /* tokens of the row */
    uint32_t left, right; /* code points from the start of the line */
    tie_cell_kind kind;
    bool year; /* a figure that may be a year */
} tie_table_cell;

typedef struct tie_extent {
    uint32_t left, right;
} tie_extent;

/* A cell of the rows that name the columns. */
typedef struct tie_table_name {
    tie_extent at;
    uint32_t column; /* its number in its row */
    uint32_t row;    /* of the rows of names, which its row is */
    bool led;        /* a tab stands before its row: a cell without a name */
    tie_label label;
    tie_str text, head; /* its words; the singular of the last, where that is counted */
    tie_strs modifiers; /* with the last word */
    bool person;
    const tie_unit *in; /* as of a column */
    int power;
} tie_table_name;

/* A figure of the table, and where it stands. */
typedef struct tie_grid_cell {
    uint32_t claim; /* of the document, or TIE_NO_CLAIM: a dash */
    uint32_t column;
} tie_grid_cell;

typedef struct tie_grid_row {
    tie_label label;
    uint32_t first, count; /* its figures */
    bool unclear;          /* a cell that is no plain figure, or fits no column */
} tie_grid_row;

typedef TIE_VEC(tie_grid_cell) tie_grid_cells;
typedef TIE_VEC(tie_grid_row) tie_grid_rows;

typedef struct tie_table {
    tie_table_cell cells[TIE_TABLE_COLUMNS]; /* of the row that is read */
    uint32_t cell_count;
    tie_column columns[TIE_TABLE_COLUMNS];
    uint32_t count;  /* columns that are named; 0: none is */
    bool filled;     /* rows with figures came behind the names */
    bool unreadable; /* names over several rows that are not put together yet, or cannot be */
    bool body;       /* the row that is read has figures */
    tie_extent shape[TIE_TABLE_COLUMNS]; /* of the last full row */
    uint32_t shape_count;
    tie_table_name names[TIE_TABLE_NAMES];
    uint32_t name_count, name_rows;
    bool counts[TIE_TABLE_COLUMNS];      /* columns with a figure that is no year */
    tie_label above;                     /* of a line without figures, for a row without a label */
    uint64_t label_keys[TIE_LABEL_KEYS]; /* of that line's tokens: its label may go on in the row */
    uint32_t label_key_count;
    bool rounded;
    tie_grid_rows rows;
    tie_grid_cells figures;
} tie_table;

/* ---- What the labels state (foot.c) ---- */

typedef enum tie_footing_shape {
    TIE_FOOT_COLUMN, /* rows down to a total */
    TIE_FOOT_ROW,    /* columns across to a total */
    TIE_FOOT_ROLL    /* opening and what came and went, to closing */
} tie_footing_shape;

/* One sum that a table states: the total, then its parts. Footings of one group stand or fall
 * together: they read one set of labels, column by column or row by row. */
typedef struct tie_footing {
    const uint32_t *claims; /* indexes among the document's claims */
    const int8_t *signs;    /* of each; of the total 1 */
    uint32_t count;
    uint32_t group;  /* within the document */
    uint8_t reading; /* another way to read the labels of the same group, from 0 */
    uint8_t shape;   /* tie_footing_shape */
    bool unclear;    /* the layout cannot be trusted */
    bool rounded;    /* figures in thousands, millions */
} tie_footing;
typedef TIE_VEC(tie_footing) tie_footings;

#endif
