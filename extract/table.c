/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of tables: their cells, and the columns that the rows above them name. */
#include "extract/table.h"

#include "base/hash.h"
#include "extract/draft.h"
#include "extract/grid.h"

enum { NAME_TOKENS = 8 };

/* ---- Cells ---- */

/* The tokens flagged as standing behind a gap, and all that follow two blanks or a comma, open
 * cells. */
static bool opens_cell(const tie_reader *r, uint32_t t) {
    switch (r->block.form) {
    case TIE_LINE_BARS:
        return t == 1 || tie_token_is(r, t - 1, '|');
    case TIE_LINE_COMMAS:
        return t == 0 || tie_token_is(r, t - 1, ',');
    case TIE_LINE_GAPS:
    case TIE_LINE_TEXT:
        break;
    }
    return t == 0 || tie_tok(r, t)->start - tie_tok(r, t - 1)->end >= 2 ||
           (tie_tok(r, t)->flags & TIE_TOKEN_GAP);
}

static bool closes_cell(const tie_reader *r, uint32_t t) {
    return (r->block.form == TIE_LINE_BARS && tie_token_is(r, t, '|')) ||
           (r->block.form == TIE_LINE_COMMAS && tie_token_is(r, t, ','));
}

/* Number of cells; 0: too many. */
static uint32_t split(const tie_reader *r, tie_table_cell *cells) {
    uint32_t limit = (uint32_t)r->tokens.count, count = 0;
    for (uint32_t t = r->block.form == TIE_LINE_BARS; t < limit; t++) {
        if (opens_cell(r, t)) {
            if (count == TIE_TABLE_COLUMNS)
                return 0;
            cells[count++] = (tie_table_cell){.begin = t, .end = t};
        }
        if (!closes_cell(r, t) && count)
            cells[count - 1].end = t + 1;
    }
    return count;
}

static void place_cells(const tie_reader *r, tie_table_cell *cells, uint32_t count) {
    size_t at = r->block.from.offset;
    uint32_t column = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (cells[i].begin == cells[i].end) {
            cells[i].left = cells[i].right = column;
            continue;
        }
        tie_span span = tie_tokens_span(r, cells[i].begin, cells[i].end);
        for (; at < span.start; at++)
            column += ((unsigned char)r->text.ptr[at] & 0xC0) != 0x80;
        cells[i].left = column;
        for (; at < span.end; at++)
            column += ((unsigned char)r->text.ptr[at] & 0xC0) != 0x80;
        cells[i].right = column;
    }
}

static bool year_at(const tie_reader *r, uint32_t token, tie_period *out) {
    enum { EARLIEST = 1800, LATEST = 2100 };
    tie_period period;
    if (tie_period_parse(tie_token_text(r, token), &period) != TIE_OK || !period.known)
        return false;
    *out = period;
    return period.from.year >= EARLIEST && period.from.year <= LATEST;
}

static bool year(const tie_reader *r, tie_table_cell c, tie_period *out) {
    return c.end - c.begin == 1 && year_at(r, c.begin, out);
}

/* A sign that goes with a figure, or stands for none. */
static bool sign_at(const tie_reader *r, uint32_t t, uint32_t limit) {
    return tie_tok(r, t)->kind == TIE_TOKEN_SYMBOL ||
           tie_found_at(r, t, limit, TIE_LEX_UNIT_BEFORE) != NULL;
}

static void classify(const tie_reader *r, tie_table_cell *c) {
    unsigned numbers = 0, words = 0, strokes = 0;
    tie_period period;
    for (uint32_t t = c->begin, tokens; t < c->end; t += tokens) {
        const tie_token *token = tie_tok(r, t);
        const tie_entry *unit = numbers ? tie_found_at(r, t, c->end, TIE_LEX_UNIT) : NULL;
        tokens = unit ? unit->tokens : 1;
        if (unit)
            continue;
        numbers += token->kind == TIE_TOKEN_NUMBER;
        words += token->kind == TIE_TOKEN_WORD && !sign_at(r, t, c->end);
        strokes += tie_dash_at(r, t, c->end) || tie_symbol_at(r, t, c->end, "\xE2\x80\x94");
        c->year |= token->kind == TIE_TOKEN_NUMBER && year_at(r, t, &period);
    }
    if (numbers && !words)
        c->kind = TIE_CELL_FIGURE;
    else if (!numbers && !words && strokes == 1 && c->end - c->begin == 1)
        c->kind = TIE_CELL_NIL;
    c->year &= numbers == 1;
}

/* ---- Words of labels ---- */

static uint32_t word_class(const tie_reader *r, uint32_t t, uint32_t end, uint32_t *tokens) {
    uint32_t classes = 0;
    *tokens = 1;
    if (!(r->meanings[t]->begin.lexes >> TIE_LEX_TABLE & 1))
        return 0;
    const tie_entry *e;
    for (tie_found_walk walk = tie_found_each(r, t); tie_found_next(&walk, &e);) {
        if (e->lex != TIE_LEX_TABLE || t + e->tokens > end)
            continue;
        if (e->tokens > *tokens)
            classes = 0;
        if (e->tokens >= *tokens) {
            *tokens = e->tokens;
            classes |= 1u << e->arg;
        }
    }
    return classes;
}

/* "thousands", but not "7.5 million". */
static bool rounds(const tie_reader *r, uint32_t t, uint32_t end) {
    return tie_found_at(r, t, end, TIE_LEX_SCALE) && tie_tok(r, t)->kind == TIE_TOKEN_WORD &&
           !(t && tie_tok(r, t - 1)->kind == TIE_TOKEN_NUMBER);
}

tie_label tie_label_read(const tie_reader *reader, uint32_t begin, uint32_t end) {
    enum { TOTALS = 1 << TIE_TABLE_TOTAL | 1 << TIE_TABLE_GRAND | 1 << TIE_TABLE_ALL };
    tie_label label = {.pure = true};
    bool first = true;
    for (uint32_t t = begin, tokens; t < end; t += tokens) {
        uint32_t classes = word_class(reader, t, end, &tokens);
        bool word = tie_tok(reader, t)->kind == TIE_TOKEN_WORD, month = false;
        if (t > begin && tie_tok(reader, t - 1)->kind == TIE_TOKEN_NUMBER && tie_glued(reader, t))
            classes = 0; /* the sum of md5sum */
        label.words |= classes;
        if (word) {
            month = tie_found_at(reader, t, end, TIE_LEX_MONTH) != NULL;
            label.pure &= classes & TOTALS || tie_found_at(reader, t, end, TIE_LEX_NEUTRAL) ||
                          tie_found_at(reader, t, end, TIE_LEX_STOP);
            label.opens |= first && classes;
            label.dated |= month;
            label.rounded |= rounds(reader, t, end);
            first = false;
        }
        if (word && !month)
            label.name = tie_hash_mix(label.name, tie_tok(reader, t)->key);
    }
    label.pure &= (label.words & TOTALS) != 0;
    return label;
}

/* "in thousands": a caption says so. */
static bool tells_scale(const tie_reader *r) {
    uint32_t count = (uint32_t)r->tokens.count, scale = 0;
    if (!(r->lexes >> TIE_LEX_SCALE & 1))
        return false;
    while ((scale = tie_bits_next(r->sets.figures, scale, count)) < count &&
           !rounds(r, scale, count))
        scale++;
    if (scale == count || !(r->lexes >> TIE_LEX_TABLE & 1))
        return scale < count;
    for (uint32_t t = 0, tokens; t < count; t += tokens) {
        tokens = 1;
        if (r->meanings[t]->begin.lexes >> TIE_LEX_TABLE & 1)
            word_class(r, t, count, &tokens);
        if (rounds(r, t, count))
            return true;
    }
    return false;
}

/* ---- Names of columns ---- */

static bool has_kind(const tie_reader *r, tie_table_cell c, tie_token_kind kind) {
    for (uint32_t t = c.begin; t < c.end; t++)
        if (tie_tok(r, t)->kind == kind)
            return true;
    return false;
}

/* A number on its own: not that of km2, nor the noughts of '000. */
static bool has_number(const tie_reader *r, tie_table_cell c) {
    for (uint32_t t = c.begin; t < c.end; t++)
        if (tie_tok(r, t)->kind == TIE_TOKEN_NUMBER && !(tie_tok(r, t)->flags & TIE_TOKEN_TAIL) &&
            !tie_noughts_at(r, t))
            return true;
    return false;
}

/* Every cell is a short name or a year. */
static bool names_columns(const tie_reader *r, const tie_table_cell *cells, uint32_t count) {
    tie_period period;
    for (uint32_t i = 0; i < count; i++)
        if (cells[i].end - cells[i].begin > NAME_TOKENS ||
            (has_number(r, cells[i]) && !year(r, cells[i], &period)))
            return false;
    return count > 1;
}

bool tie_noughts_at(const tie_reader *reader, uint32_t token) {
    uint32_t before = token - 1, count = (uint32_t)reader->tokens.count;
    return token && tie_str_eq(tie_token_text(reader, token), TIE_STR("000")) &&
           (tie_token_is(reader, before, '(') || tie_token_is(reader, before, '\'') ||
            tie_symbol_at(reader, before, count, "\xE2\x80\x98") ||
            tie_symbol_at(reader, before, count, "\xE2\x80\x99"));
}

/* The power of ten of "million", "thousands", "000" at token; 0: none stands there. */
static int scale_at(const tie_reader *r, uint32_t token, uint32_t limit) {
    if (tie_noughts_at(r, token))
        return 3;
    const tie_entry *one = tie_found_at(r, token, limit, TIE_LEX_SCALE),
                    *many = tie_found_at(r, token, limit, TIE_LEX_COLLECTIVE);
    bool whole = many && many->tokens == 1 && tie_dec_normal(many->a).mant == 2; /* thousands */
    return one ? one->arg : whole ? tie_dec_normal(many->a).exp : 0;
}

/* "Sales (tons)", "Sales (in million dollars)", "EUR million": the unit of a column's figures, and
 * the power of ten by which they are printed smaller. */
static const tie_unit *unit_in(const tie_reader *r, tie_table_cell c, int *power) {
    uint32_t t = c.begin;
    while (t < c.end && !tie_token_is(r, t, '('))
        t++;
    bool bracketed = t < c.end;
    t = bracketed ? t + 1 : c.begin;
    t += tie_word_at(r, t, c.end, "in");
    t += t + 1 < c.end && tie_noughts_at(r, t + 1); /* its apostrophe */
    uint32_t end = c.end - bracketed;
    int before = t < end ? scale_at(r, t, end) : 0;
    t += before != 0;
    t += before && tie_word_at(r, t, end, "of");
    const tie_entry *e = t < end ? tie_found_at(r, t, end, TIE_LEX_UNIT) : NULL;
    t += e ? e->tokens : 0;
    int behind = e && t < end ? scale_at(r, t, end) : 0;
    if (t + (behind != 0) != end) {
        bool leads = e && !bracketed && !tie_found_at(r, t, end, TIE_LEX_PER) &&
                     tie_found_at(r, t, end, TIE_LEX_STOP); /* Days since the last case */
        return e && (bracketed || leads) ? tie_unit_of(r, e) : NULL;
    }
    *power = before + behind;
    return tie_unit_of(r, e);
}

static tie_column read_name(tie_reader *r, tie_table_cell c) {
    tie_column column = {0};
    column.in = unit_in(r, c, &column.power);
    if (year(r, c, &column.period))
        return column;
    column.period = tie_period_none();
    uint32_t end = c.begin;
    while (end < c.end && tie_tok(r, end)->kind == TIE_TOKEN_WORD)
        end++;
    uint32_t head = end - 1;
    if (end == c.begin || column.in)
        return column;
    column.person = tie_found_at(r, head, end, TIE_LEX_PERSON) != NULL;
    if (!column.person && !tie_is_plural(r, head, end))
        return column;
    column.noun = tie_arena_str(r->out, tie_str_span(r->text, tie_tokens_span(r, c.begin, end)));
    column.head = tie_singular(r, head);
    column.modifiers = tie_modifiers(r, c.begin, head);
    return column;
}

static void add_names(tie_reader *r, tie_table *table) {
    bool led = r->block.form == TIE_LINE_GAPS && r->text.ptr[r->block.from.offset] == '\t';
    for (uint32_t i = 0; i < table->cell_count && table->name_count < TIE_TABLE_NAMES; i++) {
        const tie_table_cell *c = &table->cells[i];
        if (c->begin == c->end)
            continue;
        tie_table_name *name = &table->names[table->name_count++];
        *name = (tie_table_name){.at = {c->left, c->right},
                                 .column = i,
                                 .row = table->name_rows,
                                 .led = led,
                                 .label = tie_label_read(r, c->begin, c->end)};
        name->in = unit_in(r, *c, &name->power);
        tie_stack_name(r, *c, name);
    }
    table->name_rows++;
}

/* ---- Rows ---- */

static void enter_row(tie_reader *r, tie_table *table) {
    tie_table_cell *cells = table->cells;
    uint32_t count = table->cell_count = split(r, cells);
    bool words = false, numbers = false, figures = false;
    place_cells(r, cells, count);
    for (uint32_t i = 0; i < count; i++) {
        classify(r, &cells[i]);
        words |= has_kind(r, cells[i], TIE_TOKEN_WORD);
        numbers |= has_kind(r, cells[i], TIE_TOKEN_NUMBER);
        figures |= cells[i].kind == TIE_CELL_FIGURE && i > 0;
    }
    table->body = false;
    if (!words && !numbers) /* the rule below the names */
        return;
    /* under a row of names one with years has figures, unless names may take two lines */
    bool below = numbers && table->count == count && r->block.form != TIE_LINE_GAPS;
    bool names = !below && names_columns(r, cells, count) && (words || !table->name_count);
    if (names && table->filled && r->block.after_blank) /* a table right behind another */
        tie_grid_close(r);
    if (names && !table->filled) {
        add_names(r, table);
        if (table->count) {
            table->unreadable = true;
            return;
        }
        for (uint32_t i = 0; i < count; i++)
            table->columns[i] = read_name(r, cells[i]);
        table->count = count;
        return;
    }
    if (figures && table->unreadable && r->block.form == TIE_LINE_GAPS)
        tie_stack_columns(r->out, table);
    if (!figures)
        tie_stack_label(r, cells[0].begin, cells[0].end);
    table->body = figures;
    table->filled |= numbers;
}

/* "Kosovo[1]": the number of a note. */
static bool note_at(const tie_reader *r, uint32_t t) {
    uint32_t count = (uint32_t)r->tokens.count;
    return t && tie_symbol_at(r, t - 1, count, "[") && tie_symbol_at(r, t + 1, count, "]");
}

/* A line between the rows that may be a label or part of one: short, and without a figure. */
static bool between_rows(const tie_reader *r) {
    enum { LABEL_BYTES = 110, LABEL_TOKENS = 20 };
    if (r->block.kind == TIE_BLOCK_HEADING || r->tokens.count > LABEL_TOKENS ||
        r->block.span.end - r->block.span.start > LABEL_BYTES)
        return false;
    for (uint32_t t = 0; t < r->tokens.count; t++)
        if ((tie_tok(r, t)->kind == TIE_TOKEN_NUMBER && !note_at(r, t)) || tie_token_is(r, t, '.'))
            return false;
    return true;
}

void tie_table_enter(tie_reader *reader) {
    tie_table *table = &reader->context.table;
    if (reader->block.kind == TIE_BLOCK_ROW) {
        enter_row(reader, table);
        return;
    }
    table->cell_count = 0;
    table->body = false;
    if (!table->filled && table->count && between_rows(reader)) { /* a last line of their names */
        table->cell_count = split(reader, table->cells);
        place_cells(reader, table->cells, table->cell_count);
        add_names(reader, table);
        table->unreadable = true;
        table->cell_count = 0;
        return;
    }
    if (!table->filled || !between_rows(reader)) {
        tie_grid_close(reader);
        table->rounded = tells_scale(reader);
        return;
    }
    table->above = tie_label_read(reader, 0, (uint32_t)reader->tokens.count);
    tie_stack_label(reader, 0, (uint32_t)reader->tokens.count);
}

bool tie_table_counts(const tie_reader *reader, uint32_t token, uint32_t *end) {
    const tie_table *table = &reader->context.table;
    if (reader->block.kind != TIE_BLOCK_ROW || !table->body)
        return false;
    for (uint32_t i = 1; i < table->cell_count; i++) {
        const tie_table_cell *c = &table->cells[i];
        if (token < c->begin || token >= c->end)
            continue;
        *end = c->end;
        return c->kind == TIE_CELL_FIGURE && (!c->year || tie_grid_counts(table, i));
    }
    return false;
}

/* Words that tell a row from others; a place tells by itself. */
static tie_span row_name(const tie_reader *r, tie_table_cell first) {
    bool place = tie_found_at(r, first.begin, first.end, TIE_LEX_PLACE) != NULL;
    return (tie_span){first.begin, place ? first.begin : first.end};
}

const tie_column *tie_table_column(const tie_reader *reader, uint32_t begin, uint32_t end,
                                   tie_span *row) {
    const tie_table *table = &reader->context.table;
    const tie_table_cell *cells = table->cells;
    if (reader->block.kind != TIE_BLOCK_ROW || !table->count || table->unreadable ||
        table->cell_count != table->count)
        return NULL;
    for (uint32_t i = 1; i < table->count; i++)
        if (cells[i].begin == begin && cells[i].end == end) {
            *row = row_name(reader, cells[0]);
            return &table->columns[i];
        }
    return NULL;
}
