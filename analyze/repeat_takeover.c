/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edges from one search to the next: those of pairs of documents that stayed untouched are taken
 * over. Kept as four places in rows. */
#include "analyze/repeat_segment.h"
#include "analyze/repeat_stage.h"
#include "base/pile.h"

enum { PART_EDGES = 1 << 16 };

static tie_str name_of(tie_repeats *r, uint32_t part) {
    return tie_arena_printf(&r->scratch, "edges/%u", part);
}

/* Is it a stretch of one row? */
static bool is_stretch(const tie_repeat_segments *s, uint32_t first, uint32_t end) {
    if (first / TIE_BLOCK_TOKENS >= s->blocks || tie_repeat_state_of(s, first) == TIE_ROW_DEAD)
        return false;
    const tie_repeat_row *row = tie_repeat_row_at(s, first);
    return first < end && end - row->base <= row->tokens;
}

/* Adds the edge where both its documents stayed and their seeds are as they were. */
static void take_edge(tie_repeats *r, tie_repeat_edge e) {
    const tie_repeat_segments *s = &r->segments;
    if (!is_stretch(s, e.a0, e.a1) || !is_stretch(s, e.b0, e.b1)) {
        r->damaged = true;
        return;
    }
    if (!tie_repeat_stays(tie_repeat_state_of(s, e.a0)) ||
        !tie_repeat_stays(tie_repeat_state_of(s, e.b0)))
        return;
    uint32_t a = tie_repeat_row_at(s, e.a0)->document, b = tie_repeat_row_at(s, e.b0)->document;
    if (tie__repeats_touched(r, r->rank[a], r->rank[b]))
        return;
    uint32_t x = tie__repeats_offset(r, a), y = tie__repeats_offset(r, b);
    *TIE_PILE(&r->arena, &r->edges) = (tie_repeat_edge){e.a0 - x, e.a1 - x, e.b0 - y, e.b1 - y};
}

static void take_part(tie_repeats *r, uint32_t part) {
    tie_mark mark = tie_arena_mark(&r->scratch);
    tie_str bytes = tie__repeats_get(r, name_of(r, part));
    r->damaged |= !bytes.len || bytes.len % sizeof(tie_repeat_edge);
    for (size_t at = 0; at + sizeof(tie_repeat_edge) <= bytes.len; at += sizeof(tie_repeat_edge)) {
        tie_repeat_edge e;
        memcpy(&e, bytes.ptr + at, sizeof e);
        take_edge(r, e);
    }
    tie_arena_rewind(&r->scratch, mark);
}

/* Edges as the next search will read them. */
static void put_part(tie_repeats *r, uint32_t part, const tie_repeat_edge *edges, size_t count) {
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
    tie__repeats_put(r, name_of(r, part), (tie_str){(const char *)out, count * sizeof *out});
    tie_arena_rewind(&r->scratch, mark);
}

static void put_edges(tie_repeats *r) {
    uint32_t parts = 0, old = r->segments.edge_parts;
    for (size_t i = 0; i < r->edges.count; i += PART_EDGES) {
        size_t left = r->edges.count - i;
        put_part(r, parts++, r->edges.items + i, left < PART_EDGES ? left : PART_EDGES);
    }
    for (uint32_t part = parts; part < old; part++)
        tie__repeats_forget(r, name_of(r, part));
    r->segments.edge_parts = parts;
}

void tie__repeats_take_over(tie_repeats *r) {
    for (uint32_t part = 0; r->segments.old_rows && part < r->segments.edge_parts; part++)
        take_part(r, part);
    if (!r->segments.changed)
        return;
    put_edges(r);
    tie__repeats_put_table(r);
    tie__repeats_forget_stale(r);
}
