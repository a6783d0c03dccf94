/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pairs of documents that stayed have other seeds than in the search before. */
#include "analyze/repeat_segment.h"
#include "analyze/repeat_stage.h"
#include "base/hash.h"

/* The places of one gram as they were, or as they are. */
typedef struct group {
    size_t count;
    uint32_t centre, rank; /* the first place, and the rank of its document */
} group;

static void add_place(group *g, uint32_t at, uint32_t rank) {
    if (!g->count || rank < g->rank || (rank == g->rank && at < g->centre)) {
        g->centre = at;
        g->rank = rank;
    }
    g->count++;
}

static uint64_t key_of(uint32_t rank_a, uint32_t rank_b) {
    return rank_a < rank_b ? tie_hash_mix(rank_a, rank_b) : tie_hash_mix(rank_b, rank_a);
}

bool tie__repeats_touched(const tie_repeats *r, uint32_t rank_a, uint32_t rank_b) {
    return tie_map_find(&r->segments.touched, key_of(rank_a, rank_b)) != NULL;
}

static void touch_pair(tie_repeats *r, uint32_t at, uint32_t other) {
    tie_repeat_segments *s = &r->segments;
    uint32_t a = tie_repeat_row_at(s, at)->document, b = tie_repeat_row_at(s, other)->document;
    if (tie_map_put(&s->touched, &r->early, key_of(r->rank[a], r->rank[b]), 0))
        s->in_touched[a] = s->in_touched[b] = true;
}

/* at with all that stayed, from postings[first] on; not itself. */
static void touch_all(tie_repeats *r, uint32_t at, const uint64_t *postings, size_t first,
                      size_t count) {
    const tie_repeat_segments *s = &r->segments;
    if (tie_repeat_state_of(s, at) != TIE_ROW_KEPT)
        return;
    for (size_t i = first; i < count; i++) {
        uint32_t other = (uint32_t)postings[i];
        if (other != at && tie_repeat_state_of(s, other) == TIE_ROW_KEPT)
            touch_pair(r, at, other);
    }
}

void tie__repeats_touch(tie_repeats *r, const uint64_t *postings, size_t count) {
    const tie_repeat_segments *s = &r->segments;
    group old = {0}, new = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)postings[i];
        tie_repeat_state state = tie_repeat_state_of(s, at);
        if (state == TIE_ROW_DEAD)
            continue;
        const tie_repeat_row *row = tie_repeat_row_at(s, at);
        if (state != TIE_ROW_NEW)
            add_place(&old, at, row->rank);
        if (state != TIE_ROW_GONE)
            add_place(&new, at, r->rank[row->document]);
    }
    uint32_t was = tie_repeat_level(old.count), is = tie_repeat_level(new.count);
    if (was == TIE_LEVEL_STAR && is == TIE_LEVEL_STAR) {
        if (old.centre != new.centre) {
            touch_all(r, old.centre, postings, 0, count);
            touch_all(r, new.centre, postings, 0, count);
        }
    } else if (was != is) {
        for (size_t i = 0; i + 1 < count; i++)
            touch_all(r, (uint32_t)postings[i], postings, i + 1, count);
    }
}
