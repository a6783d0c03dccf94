/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names over several lines. Of columns: "Total" above "confirmed" above "cases"; where names stand
 * over or under each other on the page they are one, and where that is not clear nothing is said.
 * Of rows: "Central African" above "Republic", where both make the name of a place. */
#include "extract/draft.h"
#include "extract/table.h"

#include <stdlib.h>

/* The words of one column from the top down. */
typedef struct stack {
    tie_extent at;
    uint32_t row; /* of the last name */
    tie_buf text;
    TIE_VEC(tie_str) words; /* of the modifiers */
    const tie_table_name *last, *measured;
} stack;

typedef struct stacks {
    stack items[TIE_TABLE_COLUMNS];
    uint32_t count;
} stacks;

static bool overlap(tie_extent a, tie_extent b) { return a.left < b.right && b.left < a.right; }

void tie_stack_name(tie_reader *reader, tie_table_cell cell, tie_table_name *name) {
    uint32_t begin = cell.begin, end = cell.end;
    while (begin < end && tie_tok(reader, begin)->kind != TIE_TOKEN_WORD)
        begin++; /* the mark of a footnote */
    while (end > begin && tie_tok(reader, end - 1)->kind != TIE_TOKEN_WORD)
        end--;
    if (begin == end)
        return;
    name->text =
        tie_arena_str(reader->out, tie_str_span(reader->text, tie_tokens_span(reader, begin, end)));
    name->modifiers = tie_modifiers(reader, begin, end);
    name->person = tie_found_at(reader, end - 1, end, TIE_LEX_PERSON) != NULL;
    if (name->person || tie_is_plural(reader, end - 1, end))
        name->head = tie_singular(reader, end - 1);
}

static bool add_name(tie_arena *out, stacks *all, const tie_table_name *name) {
    stack *under = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        stack *s = &all->items[i];
        if (!overlap(s->at, name->at))
            continue;
        if (under || s->row == name->row) /* a name over two columns, or two under one */
            return false;
        under = s;
    }
    if (!under) {
        if (all->count == TIE_TABLE_COLUMNS)
            return false;
        under = &all->items[all->count++];
        *under = (stack){.at = name->at, .text = tie_buf_new(out)};
    }
    under->at.left = name->at.left < under->at.left ? name->at.left : under->at.left;
    under->at.right = name->at.right > under->at.right ? name->at.right : under->at.right;
    under->row = name->row;
    under->measured = name->in ? name : under->measured;
    if (!name->text.len)
        return true;
    if (under->last)
        tie_buf_puts(&under->text, " ");
    tie_buf_add(&under->text, name->text);
    for (size_t i = 0; i < name->modifiers.count; i++)
        *TIE_PUSH(out, &under->words) = name->modifiers.items[i];
    under->last = name;
    return true;
}

static int by_place(const void *a, const void *b) {
    const stack *x = a, *y = b;
    return x->at.left < y->at.left ? -1 : x->at.left > y->at.left;
}

static tie_column column_of(const stack *s) {
    tie_column column = {.period = tie_period_none()};
    if (s->measured) {
        column.in = s->measured->in;
        column.power = s->measured->power;
    } else if (s->last && s->last->head.len) {
        column.noun = tie_buf_str(&s->text);
        column.head = s->last->head;
        column.person = s->last->person;
        size_t own = s->last->modifiers.count != 0; /* the head itself comes last */
        column.modifiers = (tie_strs){s->words.items, s->words.count - own};
    }
    return column;
}

/* Two columns of one name: a line that tells them apart was not seen. */
static bool alike(const stacks *all) {
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (all->items[i].last &&
                tie_str_eq(tie_buf_str(&all->items[i].text), tie_buf_str(&all->items[k].text)))
                return true;
    return false;
}

void tie_stack_columns(tie_arena *out, tie_table *table) {
    stacks all = {0};
    for (uint32_t i = 0; i < table->name_count; i++)
        if (!add_name(out, &all, &table->names[i]))
            return;
    if (all.count != table->cell_count || alike(&all))
        return;
    qsort(all.items, all.count, sizeof *all.items, by_place);
    for (uint32_t i = 0; i < all.count; i++)
        table->columns[i] = column_of(&all.items[i]);
    table->count = all.count;
    table->unreadable = false;
}

void tie_stack_label(tie_reader *reader, uint32_t begin, uint32_t end) {
    tie_table *table = &reader->context.table;
    table->label_key_count = 0;
    for (uint32_t t = begin; t < end && end - begin < TIE_LABEL_KEYS; t++)
        table->label_keys[table->label_key_count++] = tie_tok(reader, t)->key;
}

const tie_entry *tie_stack_place(const tie_reader *reader, uint32_t begin, uint32_t end) {
    const tie_table *table = &reader->context.table;
    const tie_phrases *phrases = reader->rules->phrases;
    if (!table->label_key_count)
        return NULL;
    const tie_node *node = tie_phrases_first(phrases, table->label_keys[0]);
    for (uint32_t i = 1; node && i < table->label_key_count; i++)
        node = tie_phrases_next(phrases, node, table->label_keys[i]);
    for (uint32_t t = begin; node && t < end; t++)
        node = tie_phrases_next(phrases, node, tie_tok(reader, t)->key);
    for (uint32_t i = 0; node && i < node->phrase.count; i++)
        if (node->phrase.entries[i].lex == TIE_LEX_PLACE)
            return &node->phrase.entries[i];
    return NULL;
}
