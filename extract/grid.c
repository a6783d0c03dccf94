/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes the rows of a table into a grid: which column each figure stands in, and its claim. */
#include "extract/grid.h"

/* ---- Columns ---- */

static uint32_t overlap(tie_extent a, tie_extent b) {
    uint32_t left = a.left > b.left ? a.left : b.left;
    uint32_t right = a.right < b.right ? a.right : b.right;
    return right > left ? right - left : 0;
}

static tie_extent extent(const tie_table_cell *c) { return (tie_extent){c->left, c->right}; }

/* The column of the shape that [left, right) stands in, from `from` on; shape_count when it stands
 * in none or in two alike. */
static uint32_t column_under(const tie_table *t, tie_extent at, uint32_t from) {
    uint32_t best = t->shape_count, most = 0;
    bool tied = false;
    for (uint32_t i = from; i < t->shape_count; i++) {
        uint32_t here = overlap(at, t->shape[i]);
        tied = here > most ? false : tied || (here && here == most);
        if (here > most) {
            most = here;
            best = i;
        }
    }
    return tied ? t->shape_count : best;
}

static void take_shape(tie_table *t) {
    for (uint32_t i = 0; i < t->cell_count; i++)
        t->shape[i] = extent(&t->cells[i]);
    t->shape_count = t->cell_count;
}

/* Names stand over the columns of the first row of figures: as many as it has cells by number, else
 * by where they stand. */
static void settle_names(tie_table *t, tie_line_form form) {
    uint32_t first = 0;
    for (uint32_t end; first < t->name_count; first = end) {
        for (end = first + 1; end < t->name_count && t->names[end].column; end++)
            ;
        uint32_t count = t->names[end - 1].column + 1;
        bool full = count == t->shape_count || form != TIE_LINE_GAPS;
        bool shifted = !full && t->names[first].led && count + 1 == t->shape_count;
        for (uint32_t i = first; i < end && shifted; i++)
            t->names[i].column++;
        for (uint32_t i = first; i < end && !full && !shifted; i++) {
            uint32_t under = column_under(t, t->names[i].at, 0);
            bool unlabelled = under == t->shape_count && count + 1 == t->shape_count;
            t->names[i].column = unlabelled ? t->names[i].column + 1 : under;
        }
    }
}

tie_label tie_grid_name(const tie_table *table, uint32_t column) {
    tie_label all = {.pure = true};
    bool any = false;
    for (uint32_t i = 0; i < table->name_count; i++) {
        const tie_table_name *n = &table->names[i];
        if (n->column != column)
            continue;
        all.opens |= !any && n->label.opens;
        all.words |= n->label.words;
        all.pure &= n->label.pure;
        all.rounded |= n->label.rounded;
        any = true;
    }
    all.pure &= any;
    return all;
}

bool tie_grid_counts(const tie_table *table, uint32_t cell) {
    bool aligned = !table->shape_count || table->cell_count == table->shape_count;
    if (!aligned)
        return false;
    if (table->counts[cell])
        return true;
    return cell < table->count && table->cell_count == table->count &&
           !(tie_grid_name(table, cell).words & 1u << TIE_TABLE_DATED);
}

/* ---- Rows ---- */

/* The claim that fills a cell; a share in parentheses behind it is passed over. */
static uint32_t claim_in(const tie_reader *r, const tie_table_cell *c, size_t first) {
    tie_span cell = tie_tokens_span(r, c->begin, c->end);
    uint32_t found = TIE_NO_CLAIM;
    for (size_t i = first; i < r->claims.count; i++) {
        const tie_claim *claim = &r->claims.items[i];
        if (claim->span.start < cell.start || claim->span.end > cell.end)
            continue;
        if (found == TIE_NO_CLAIM)
            found = claim->id;
        else if (r->text.ptr[claim->span.start - 1] != '(')
            return TIE_NO_CLAIM;
    }
    return found;
}

/* "3 089733" of which only the 3 was taken for a figure: who knows what stands there. */
static bool leaves_digits(const tie_reader *r, const tie_table_cell *c, uint32_t claim) {
    uint64_t end = r->claims.items[claim].span.end;
    for (uint32_t t = c->begin; t < c->end && !tie_token_is(r, t, '('); t++)
        if (tie_tok(r, t)->start >= end && tie_tok(r, t)->kind == TIE_TOKEN_NUMBER)
            return true;
    return false;
}

static tie_label row_label(const tie_reader *r, const tie_table *t, bool labelled) {
    for (uint32_t i = 0; labelled && i < 2 && i < t->cell_count; i++)
        if (t->cells[i].kind == TIE_CELL_TEXT && t->cells[i].begin < t->cells[i].end)
            return tie_label_read(r, t->cells[i].begin, t->cells[i].end);
    static const tie_label none = {0};
    return labelled ? none : t->above;
}

/* The column of each cell, in columns; false where that is not clear. */
static bool find_columns(tie_reader *r, tie_table *t, uint32_t *columns) {
    bool more = t->cell_count > t->shape_count;
    if (more || t->cell_count == t->shape_count) {
        for (size_t i = 0; more && i < t->rows.count; i++)
            t->rows.items[i].unclear = true;
        bool fresh = !t->shape_count;
        take_shape(t);
        if (fresh)
            settle_names(t, r->block.form);
        for (uint32_t i = 0; i < t->cell_count; i++)
            columns[i] = i;
        return true;
    }
    if (r->block.form != TIE_LINE_GAPS)
        return false;
    for (uint32_t i = 0, from = 0; i < t->cell_count; i++) {
        columns[i] = column_under(t, extent(&t->cells[i]), from);
        if (columns[i] == t->shape_count)
            return false;
        from = columns[i] + 1;
    }
    return true;
}

void tie_grid_leave(tie_reader *reader, size_t first_claim) {
    tie_table *t = &reader->context.table;
    if (reader->block.kind != TIE_BLOCK_ROW || !t->body)
        return;
    uint32_t columns[TIE_TABLE_COLUMNS] = {0};
    bool clear = find_columns(reader, t, columns);
    bool labelled = t->cells[0].kind == TIE_CELL_TEXT || (clear && columns[0] == 0);
    tie_grid_row row = {.label = row_label(reader, t, labelled),
                        .first = (uint32_t)t->figures.count,
                        .unclear = !clear};
    for (uint32_t i = 0; i < t->cell_count && clear; i++) {
        const tie_table_cell *c = &t->cells[i];
        if (!columns[i] || c->kind == TIE_CELL_TEXT)
            continue;
        uint32_t claim =
            c->kind == TIE_CELL_FIGURE ? claim_in(reader, c, first_claim) : TIE_NO_CLAIM;
        if (c->kind == TIE_CELL_FIGURE && claim == TIE_NO_CLAIM)
            continue; /* as if nothing stood there */
        if (claim != TIE_NO_CLAIM && leaves_digits(reader, c, claim))
            claim = TIE_NO_CLAIM;
        t->counts[columns[i]] |= c->kind == TIE_CELL_FIGURE && !c->year;
        *TIE_PUSH(reader->out, &t->figures) = (tie_grid_cell){claim, columns[i]};
    }
    row.count = (uint32_t)t->figures.count - row.first;
    *TIE_PUSH(reader->out, &t->rows) = row;
    t->above = (tie_label){0};
    t->label_key_count = 0;
}

void tie_grid_skip(tie_reader *reader) {
    tie_table *t = &reader->context.table;
    *TIE_PUSH(reader->out, &t->rows) =
        (tie_grid_row){.first = (uint32_t)t->figures.count, .unclear = true};
}

const tie_grid_cell *tie_grid_at(const tie_table *table, uint32_t row, uint32_t column) {
    const tie_grid_row *at = &table->rows.items[row];
    for (uint32_t i = at->first; i < at->first + at->count; i++)
        if (table->figures.items[i].column == column)
            return &table->figures.items[i];
    return NULL;
}

void tie_grid_close(tie_reader *reader) {
    tie_table *t = &reader->context.table;
    t->rounded = t->rounded && t->rows.count;
    if (!t->count && !t->filled && !t->name_count && !t->rows.count)
        return; /* most paragraphs stand behind no table */
    if (t->rows.count > 1)
        tie_grid_foot(reader);
    tie_grid_rows rows = t->rows;
    tie_grid_cells figures = t->figures;
    rows.count = figures.count = 0; /* their room serves the next table */
    uint32_t cell_count = t->cell_count;
    tie_table fresh = {.rows = rows, .figures = figures, .cell_count = cell_count};
    memcpy(fresh.cells, t->cells, sizeof fresh.cells);
    *t = fresh;
}
