/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the labels of a table state: that rows add up to a total below or above them, columns to one
 * beside them, and that a balance rolls forward. Roles come from the labels alone. Where labels can
 * be read in two ways both are handed on; whether the figures agree is for analyze/. */
#include "extract/grid.h"

typedef enum level { ITEM, ASIDE, SUBTOTAL, NAMED, TOTAL, GRAND } level;

/* The rows of the grid, or its columns. */
typedef struct lines {
    tie_reader *reader;
    const tie_table *table;
    bool rows;
    bool unclear; /* a line of figures that do not add up stands among the parts */
    tie_parts loose, subtotals;
    uint32_t lead; /* total above its parts, or TIE_NO_CLAIM */
} lines;

static bool has(tie_label label, tie_table_word word) { return label.words >> word & 1; }

static level level_of(const lines *l, tie_label label) {
    bool total = has(label, TIE_TABLE_TOTAL);
    if (has(label, TIE_TABLE_PART) && label.opens)
        return ASIDE;
    if (has(label, TIE_TABLE_SUBTOTAL))
        return SUBTOTAL;
    if (has(label, TIE_TABLE_GRAND))
        return GRAND;
    if ((total && label.pure) || (label.opens && has(label, TIE_TABLE_ALL)))
        return TOTAL;
    return total && l->rows ? NAMED : ITEM;
}

/* ---- Footings ---- */

typedef struct footing {
    TIE_VEC(uint32_t) claims;
    TIE_VEC(int8_t) signs;
    bool unclear;
} footing;

static const tie_grid_cell *cell_at(const lines *l, uint32_t line, uint32_t across) {
    return l->rows ? tie_grid_at(l->table, line, across) : tie_grid_at(l->table, across, line);
}

static void add_figure(const lines *l, footing *f, uint32_t claim, int sign) {
    *TIE_PUSH(l->reader->out, &f->claims) = claim;
    *TIE_PUSH(l->reader->out, &f->signs) = (int8_t)sign;
}

/* Without a unit: whether the name of its column says what it counts is all the same. */
static bool bare(const tie_claim *c) {
    return c->kind == TIE_KIND_COUNT || c->kind == TIE_KIND_INDEX;
}

/* Figures of another kind stand in one line with these: nothing is stated. */
static bool alike(const tie_reader *r, const footing *f) {
    const tie_claim *total = &r->claims.items[f->claims.items[0]];
    for (size_t i = 1; i < f->claims.count; i++) {
        const tie_claim *part = &r->claims.items[f->claims.items[i]];
        bool same = part->kind == total->kind && tie_str_eq(part->dimension, total->dimension);
        if (!same && !(bare(part) && bare(total)))
            return false;
    }
    bool whole = tie_dec_cmp(total->value, tie_dec_int(100)) == 0;
    bool adds = total->kind == TIE_KIND_AMOUNT || total->kind == TIE_KIND_MONEY;
    return total->kind == TIE_KIND_PERCENT ? whole : adds || bare(total);
}

static void keep(const lines *l, const footing *f, tie_footing_shape shape, uint8_t reading,
                 bool rounded) {
    uint32_t least = f->unclear ? 2 : 3;
    if (f->claims.count < least || !alike(l->reader, f))
        return;
    *TIE_PUSH(l->reader->out, &l->reader->footings) =
        (tie_footing){.claims = f->claims.items,
                      .signs = f->signs.items,
                      .count = (uint32_t)f->claims.count,
                      .group = l->reader->footing_group,
                      .reading = reading,
                      .shape = (uint8_t)shape,
                      .unclear = f->unclear,
                      .rounded = rounded};
}

static bool unclear_line(const lines *l, uint32_t line) {
    return l->rows && (l->table->rows.items[line].unclear ||
                       has(l->table->rows.items[line].label, TIE_TABLE_RATE));
}

static uint32_t breadth(const lines *l) {
    return l->rows ? TIE_TABLE_COLUMNS : (uint32_t)l->table->rows.count;
}

static bool rate_across(const lines *l, uint32_t across) {
    return has(l->rows ? tie_grid_name(l->table, across) : l->table->rows.items[across].label,
               TIE_TABLE_RATE);
}

/* The lines add up to the total line: a footing for each figure of that. */
static void state(const lines *l, const tie_parts *parts, const tie_parts *more, uint32_t total,
                  uint8_t reading) {
    const tie_parts *both[] = {parts, more};
    for (uint32_t across = l->rows; across < breadth(l); across++) {
        const tie_grid_cell *sum = cell_at(l, total, across);
        if (!sum || sum->claim == TIE_NO_CLAIM)
            continue;
        bool shares = l->reader->claims.items[sum->claim].kind == TIE_KIND_PERCENT;
        if (!shares && rate_across(l, across))
            continue;
        footing f = {.unclear = l->unclear || unclear_line(l, total)};
        add_figure(l, &f, sum->claim, 1);
        for (int k = 0; k < 2; k++)
            for (size_t i = 0; both[k] && i < both[k]->count; i++) {
                uint32_t line = both[k]->items[i];
                const tie_grid_cell *cell = cell_at(l, line, across);
                f.unclear |= !cell || unclear_line(l, line);
                if (cell && cell->claim != TIE_NO_CLAIM)
                    add_figure(l, &f, cell->claim, 1);
            }
        tie_label name = l->rows ? tie_grid_name(l->table, across) : tie_grid_name(l->table, total);
        keep(l, &f, l->rows ? TIE_FOOT_COLUMN : TIE_FOOT_ROW, reading,
             name.rounded || l->table->rounded);
    }
}

static void next_group(lines *l) {
    l->reader->footing_group++;
    l->loose = (tie_parts){0};
}

/* ---- Totals ---- */

static void only(lines *l, uint32_t line) {
    l->subtotals = (tie_parts){0};
    *TIE_PUSH(l->reader->out, &l->subtotals) = line;
}

static void take_total(lines *l, uint32_t line, level at) {
    bool loose = l->loose.count > 0, sums = l->subtotals.count > 0;
    bool own = at == SUBTOTAL || (at == NAMED && loose);
    if (!loose && !sums) {
        if ((at == TOTAL || at == GRAND) && l->lead == TIE_NO_CLAIM)
            l->lead = line;
        return;
    }
    state(l, own || !sums ? &l->loose : &l->subtotals, own || !sums ? NULL : &l->loose, line, 0);
    if (at == NAMED && loose && sums)
        state(l, &l->subtotals, &l->loose, line, 1);
    else if (at == TOTAL && loose && sums)
        state(l, &l->loose, NULL, line, 1);
    next_group(l);
    if (own)
        *TIE_PUSH(l->reader->out, &l->subtotals) = line;
    else
        only(l, line);
    if (at == GRAND)
        l->subtotals = (tie_parts){0};
}

static void take_line(lines *l, uint32_t line, tie_label label) {
    level at = level_of(l, label);
    if (at == ASIDE)
        return;
    if (at != ITEM)
        take_total(l, line, at);
    else if (l->rows || !has(label, TIE_TABLE_RATE))
        *TIE_PUSH(l->reader->out, &l->loose) = line;
}

/* A total that stood above its parts. */
static void close_lead(lines *l) {
    if (l->lead == TIE_NO_CLAIM || l->subtotals.count)
        return;
    state(l, &l->loose, NULL, l->lead, 0);
    next_group(l);
}

/* ---- Balances ---- */

static bool opens(tie_label first, tie_label last) {
    bool named = has(first, TIE_TABLE_OPENING) && has(last, TIE_TABLE_CLOSING);
    bool dated = first.dated && last.dated && first.name && first.name == last.name;
    return named || dated;
}

/* 1 for what comes in, -1 for what goes out, 0 where the label does not say. */
static int flow(tie_label label) {
    bool in = has(label, TIE_TABLE_ADDED), out = has(label, TIE_TABLE_REMOVED);
    bool sum = has(label, TIE_TABLE_TOTAL) || has(label, TIE_TABLE_SUBTOTAL);
    return in == out || sum ? 0 : in ? 1 : -1;
}

static void state_balance(lines *l, uint32_t first, uint32_t last) {
    const tie_table *t = l->table;
    for (uint32_t column = 1; column < TIE_TABLE_COLUMNS; column++) {
        const tie_grid_cell *closing = tie_grid_at(t, last, column);
        if (!closing || closing->claim == TIE_NO_CLAIM || rate_across(l, column))
            continue;
        footing f = {0};
        add_figure(l, &f, closing->claim, 1);
        for (uint32_t row = first; row < last; row++) {
            const tie_grid_cell *cell = tie_grid_at(t, row, column);
            int sign = row == first ? 1 : flow(t->rows.items[row].label);
            f.unclear |= !cell || !sign || t->rows.items[row].unclear;
            if (!cell || cell->claim == TIE_NO_CLAIM)
                continue;
            bool negative = tie_dec_sign(l->reader->claims.items[cell->claim].value) < 0;
            add_figure(l, &f, cell->claim, negative || !sign ? 1 : sign);
        }
        keep(l, &f, TIE_FOOT_ROLL, 0, t->rounded || tie_grid_name(t, column).rounded);
    }
    next_group(l);
}

/* The row that closes the balance that row opens, or row itself. */
static uint32_t balance_end(const tie_table *t, uint32_t row) {
    enum { LONGEST = 64 }; /* rows of a balance */
    for (uint32_t end = row + 2; end < t->rows.count && end - row < LONGEST; end++)
        if (opens(t->rows.items[row].label, t->rows.items[end].label))
            return end;
    return row;
}

/* ---- The grid ---- */

static void foot_rows(tie_reader *r) {
    const tie_table *t = &r->context.table;
    lines l = {.reader = r, .table = t, .rows = true, .lead = TIE_NO_CLAIM};
    for (uint32_t row = 0; row < t->rows.count; row++) {
        uint32_t end = balance_end(t, row);
        if (end > row) {
            state_balance(&l, row, end);
            row = end;
            continue;
        }
        if (t->rows.items[row].count || t->rows.items[row].unclear)
            take_line(&l, row, t->rows.items[row].label);
    }
    close_lead(&l);
}

static void foot_columns(tie_reader *r) {
    const tie_table *t = &r->context.table;
    lines l = {.reader = r, .table = t, .lead = TIE_NO_CLAIM};
    for (uint32_t column = 1; column < t->shape_count; column++)
        if (t->counts[column])
            take_line(&l, column, tie_grid_name(t, column));
    close_lead(&l);
}

/* ---- Printed precision ---- */

static bool whole_count(const tie_claim *c) {
    return c->kind == TIE_KIND_COUNT && c->hedge == TIE_HEDGE_EXACT && !c->decimals && !c->scale;
}

/* A round count in a column whose other counts are printed to 1 is printed to 1 as well. */
static void sharpen(tie_reader *r, uint32_t column) {
    const tie_table *t = &r->context.table;
    size_t fine = 0, coarse = 0;
    for (size_t i = 0; i < t->figures.count; i++) {
        const tie_grid_cell *cell = &t->figures.items[i];
        if (cell->column != column || cell->claim == TIE_NO_CLAIM)
            continue;
        const tie_claim *c = &r->claims.items[cell->claim];
        if (!whole_count(c))
            return;
        tie_dec one = tie_dec_int(1);
        fine += tie_dec_cmp(c->unit_u, one) == 0 && !tie_dec_zero(c->value);
        coarse += tie_dec_cmp(c->unit_u, one) > 0;
    }
    if (!coarse || fine < coarse)
        return;
    for (size_t i = 0; i < t->figures.count; i++) {
        const tie_grid_cell *cell = &t->figures.items[i];
        if (cell->column != column || cell->claim == TIE_NO_CLAIM)
            continue;
        tie_claim *c = &r->claims.items[cell->claim];
        c->unit_u = tie_dec_int(1);
        c->decides = c->loose = tie_interval_point(c->value);
    }
}

void tie_grid_foot(tie_reader *reader) {
    const tie_table *t = &reader->context.table;
    if (!t->rounded)
        for (uint32_t column = 1; column < t->shape_count; column++)
            if (!tie_grid_name(t, column).rounded)
                sharpen(reader, column);
    foot_rows(reader);
    foot_columns(reader);
}
