/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of tables: their cells, and the columns that the first row names. Names over several rows,
 * or rows of another number of cells, say nothing about a column. */
#include "extract/table.h"

#include "extract/draft.h"

enum { NAME_TOKENS = 8 };

/* A Markdown row opens with a bar; other rows are set apart by wide gaps. */
static uint32_t split(const tie_reader *r, tie_table_cell *cells) {
    uint32_t limit = (uint32_t)r->tokens.count, count = 0;
    bool bars = limit && tie_token_is(r, 0, '|');
    for (uint32_t t = bars; t < limit; t++) {
        bool bar = bars && tie_token_is(r, t, '|');
        bool opens = bars ? t == 1 || tie_token_is(r, t - 1, '|')
                          : t == 0 || (tie_tok(r, t)->flags & TIE_TOKEN_GAP);
        if (opens) {
            if (count == TIE_TABLE_COLUMNS)
                return 0;
            cells[count++] = (tie_table_cell){t, t};
        }
        if (!bar && count)
            cells[count - 1].end = t + 1;
    }
    return count;
}

static bool year(const tie_reader *r, tie_table_cell c, tie_period *out) {
    enum { EARLIEST = 1800, LATEST = 2100 };
    tie_period period;
    if (c.end - c.begin != 1 || tie_period_parse(tie_token_text(r, c.begin), &period) != TIE_OK ||
        !period.known)
        return false;
    *out = period;
    return period.from.year >= EARLIEST && period.from.year <= LATEST;
}

static bool has_number(const tie_reader *r, tie_table_cell c) {
    for (uint32_t t = c.begin; t < c.end; t++)
        if (tie_tok(r, t)->kind == TIE_TOKEN_NUMBER)
            return true;
    return false;
}

static bool has_word(const tie_reader *r, tie_table_cell c) {
    for (uint32_t t = c.begin; t < c.end; t++)
        if (tie_tok(r, t)->kind == TIE_TOKEN_WORD)
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

static const tie_unit *unit_in(const tie_reader *r, tie_table_cell c) {
    for (uint32_t t = c.begin; t < c.end; t++) {
        const tie_entry *e = tie_found_at(r, t, c.end, TIE_LEX_UNIT);
        bool whole = e && t == c.begin && t + e->tokens == c.end;
        bool bracketed = e && t > c.begin && tie_token_is(r, t - 1, '(');
        if (whole || bracketed)
            return tie_unit_of(r, e);
    }
    return NULL;
}

static tie_column read_name(tie_reader *r, tie_table_cell c) {
    tie_column column = {.in = unit_in(r, c)};
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

void tie_table_enter(tie_reader *reader) {
    tie_table *table = &reader->context.table;
    tie_table_cell *cells = table->cells;
    if (reader->block.kind != TIE_BLOCK_ROW) {
        table->count = 0;
        table->filled = table->unreadable = false;
        return;
    }
    uint32_t count = table->cell_count = split(reader, cells);
    bool words = false, numbers = false;
    for (uint32_t i = 0; i < count; i++) {
        words |= has_word(reader, cells[i]);
        numbers |= has_number(reader, cells[i]);
    }
    if (!words && !numbers) /* the rule below the names */
        return;
    bool names = words && names_columns(reader, cells, count);
    if (!names || table->filled || table->count) {
        table->unreadable |= names && !table->filled;
        table->filled |= numbers;
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        table->columns[i] = read_name(reader, cells[i]);
    table->count = count;
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
