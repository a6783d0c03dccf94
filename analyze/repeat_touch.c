/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pairs of documents that stayed have other seeds than in the search before. */
#include "analyze/repeat_segment.h"
#include "analyze/repeat_stage.h"
#include "base/hash.h"

static void add_place(tie_repeat_group *g, uint32_t at, uint32_t rank) {
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

void tie__repeats_mark_touched(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    for (uint32_t i = 0; i < r->store.documents.count; i++)
        if (s->in_touched[i])
            tie__repeats_index_row(s, s->row_of[i], TIE_ROW_TOUCHED);
}

tie_repeat_group tie__repeats_group(const tie_repeats *r, const uint64_t *postings, size_t count) {
    const tie_repeat_segments *s = &r->segments;
    tie_repeat_group now = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)postings[i];
        if (tie_repeat_lives(tie_repeat_state_of(s, at)))
            add_place(&now, at, r->rank[tie_repeat_row_at(s, at)->document]);
    }
    return now;
}

/* As the search before had it. */
static tie_repeat_group old_group(const tie_repeats *r, const uint64_t *postings, size_t count) {
    const tie_repeat_segments *s = &r->segments;
    tie_repeat_group old = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)postings[i];
        tie_repeat_state state = tie_repeat_state_of(s, at);
        if (state == TIE_ROW_KEPT || state == TIE_ROW_GONE)
            add_place(&old, at, tie_repeat_row_at(s, at)->rank);
    }
    return old;
}

void tie__repeats_touch(tie_repeats *r, const uint64_t *postings, size_t count) {
    tie_repeat_group old = old_group(r, postings, count);
    tie_repeat_group new = tie__repeats_group(r, postings, count);
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
