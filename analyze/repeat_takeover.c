/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edges from one search to the next: those of pairs of documents that are as they were are taken
 * over, and far walks for what the next search may ask of them. Kept as four places in rows. */
#include "analyze/repeat_revise.h"
#include "analyze/repeat_stage.h"
#include "base/pile.h"

enum { PART_EDGES = 1 << 16 };

/* Of edges, or of far walks. */
typedef struct list {
    const char *name;
    tie_repeat_edges *now; /* a pile */
    uint32_t *parts;       /* that there are */
} list;

static list edges_of(tie_repeats *r) { return (list){"edges", &r->edges, &r->segments.edge_parts}; }

static list walks_of(tie_repeats *r) { return (list){"walks", &r->walks, &r->segments.walk_parts}; }

static tie_str name_of(tie_repeats *r, const list *l, uint32_t part) {
    return tie_arena_printf(&r->scratch, "%s/%u", l->name, part);
}

/* The row in which a stretch lies that the search before has left; NULL: there is none. */
static const tie_repeat_row *row_of(const tie_repeat_segments *s, uint32_t first, uint32_t end) {
    if (first / TIE_BLOCK_TOKENS >= s->blocks || tie_repeat_state_of(s, first) == TIE_ROW_DEAD)
        return NULL;
    const tie_repeat_row *row = tie_repeat_row_at(s, first);
    bool old = (size_t)(row - s->rows.items) < s->old_rows;
    return old && first < end && end - row->base <= row->tokens ? row : NULL;
}

/* ---- Taking ---- */

typedef void visit(tie_repeats *r, list *l, tie_repeat_edge e, const tie_repeat_row *a,
                   const tie_repeat_row *b);

static void visit_part(tie_repeats *r, list *l, uint32_t part, visit *take) {
    tie_mark mark = tie_arena_mark(&r->scratch);
    tie_str bytes = tie__repeats_get(r, name_of(r, l, part));
    r->damaged |= !bytes.len || bytes.len % sizeof(tie_repeat_edge);
    for (size_t at = 0; at + sizeof(tie_repeat_edge) <= bytes.len; at += sizeof(tie_repeat_edge)) {
        tie_repeat_edge e;
        memcpy(&e, bytes.ptr + at, sizeof e);
        const tie_repeat_row *a = row_of(&r->segments, e.a0, e.a1);
        const tie_repeat_row *b = row_of(&r->segments, e.b0, e.b1);
        if (a && b)
            take(r, l, e, a, b);
        else
            r->damaged = true;
    }
    tie_arena_rewind(&r->scratch, mark);
}

static void visit_parts(tie_repeats *r, list *l, visit *take) {
    for (uint32_t part = 0; r->segments.old_rows && part < *l->parts && !r->damaged; part++)
        visit_part(r, l, part, take);
}

/* Adds the edge where both its documents are as they were, as far as it goes, and their seeds. */
static void take_edge(tie_repeats *r, list *l, tie_repeat_edge e, const tie_repeat_row *a,
                      const tie_repeat_row *b) {
    const tie_repeat_row *x = tie__repeats_successor(&r->segments, a);
    const tie_repeat_row *y = tie__repeats_successor(&r->segments, b);
    if (!x || !y || !tie__repeats_as_before(r, x, y))
        return;
    uint32_t to_a = r->store.documents.items[x->document].first_token - a->base;
    uint32_t to_b = r->store.documents.items[y->document].first_token - b->base;
    *TIE_PILE(&r->arena, l->now) =
        (tie_repeat_edge){e.a0 + to_a, e.a1 + to_a, e.b0 + to_b, e.b1 + to_b};
}

static void mark_far(tie_repeats *r, list *l, tie_repeat_edge e, const tie_repeat_row *a,
                     const tie_repeat_row *b) {
    (void)l;
    tie__repeats_mark_far(r, a, e.a1, b, e.b1);
}

void tie__repeats_look_back(tie_repeats *r) {
    list walks = walks_of(r);
    visit_parts(r, &walks, mark_far);
}

/* ---- Putting ---- */

/* Edges as the next search will read them. */
static void put_part(tie_repeats *r, const list *l, uint32_t part, const tie_repeat_edge *edges,
                     size_t count) {
    const tie_repeat_segments *s = &r->segments;
    tie_mark mark = tie_arena_mark(&r->scratch);
    tie_repeat_edge *out =
        tie_arena_alloc(&r->scratch, count * sizeof *out, alignof(tie_repeat_edge));
    for (size_t i = 0; i < count; i++) {
        tie_repeat_edge e = edges[i];
        uint32_t a = tie_repeat_document_of(&r->store, e.a0);
        uint32_t b = tie_repeat_document_of(&r->store, e.b0);
        uint32_t x = s->written[a] - r->store.documents.items[a].first_token;
        uint32_t y = s->written[b] - r->store.documents.items[b].first_token;
        out[i] = (tie_repeat_edge){e.a0 + x, e.a1 + x, e.b0 + y, e.b1 + y};
    }
    tie__repeats_put(r, name_of(r, l, part), (tie_str){(const char *)out, count * sizeof *out});
    tie_arena_rewind(&r->scratch, mark);
}

static void put_list(tie_repeats *r, list *l) {
    uint32_t parts = 0, old = *l->parts;
    for (size_t i = 0; i < l->now->count; i += PART_EDGES) {
        size_t left = l->now->count - i;
        put_part(r, l, parts++, l->now->items + i, left < PART_EDGES ? left : PART_EDGES);
    }
    for (uint32_t part = parts; part < old; part++)
        tie__repeats_forget(r, name_of(r, l, part));
    *l->parts = parts;
}

void tie__repeats_take_over(tie_repeats *r) {
    list edges = edges_of(r), walks = walks_of(r);
    visit_parts(r, &edges, take_edge);
    if (r->segments.changed)
        visit_parts(r, &walks, take_edge);
    if (!r->segments.changed || r->damaged)
        return;
    put_list(r, &edges);
    put_list(r, &walks);
    tie__repeats_put_table(r);
    tie__repeats_forget_stale(r);
}
