/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pairs of documents that stayed have other seeds than in the search before. */
#include "analyze/repeat_segment.h"
#include "analyze/repeat_stage.h"
#include "base/hash.h"

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

/* ---- Centres ---- */

/* The first place of all. */
typedef struct centre {
    uint32_t at, rank;
    bool found;
} centre;

static void add_place(centre *c, uint32_t at, uint32_t rank) {
    if (!c->found || rank < c->rank || (rank == c->rank && at < c->at))
        *c = (centre){at, rank, true};
}

uint32_t tie__repeats_centre(const tie_repeat_segments *s, const uint64_t *postings, size_t count) {
    centre c = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)postings[i];
        if (tie_repeat_lives(tie_repeat_state_of(s, at)))
            add_place(&c, at, tie_repeat_spot_at(s, at)->rank);
    }
    return c.at;
}

/* As the search before had it. */
static uint32_t old_centre(const tie_repeat_segments *s, const uint64_t *postings, size_t count) {
    centre c = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)postings[i];
        tie_repeat_state state = tie_repeat_state_of(s, at);
        if (state == TIE_ROW_KEPT || state == TIE_ROW_GONE)
            add_place(&c, at, tie_repeat_spot_at(s, at)->old_rank);
    }
    return c.at;
}

static void touch_centres(tie_repeats *r, const uint64_t *postings, size_t count) {
    uint32_t old = old_centre(&r->segments, postings, count);
    uint32_t new = tie__repeats_centre(&r->segments, postings, count);
    if (old != new) {
        touch_all(r, old, postings, 0, count);
        touch_all(r, new, postings, 0, count);
    }
}

void tie__repeats_touch(tie_repeats *r, const uint64_t *postings, size_t count,
                        const tie_repeat_census *census) {
    uint32_t was = tie_repeat_level(census->of[TIE_ROW_KEPT] + census->of[TIE_ROW_GONE]);
    uint32_t is = tie_repeat_level(tie_repeat_living(census));
    if (was == TIE_LEVEL_STAR && is == TIE_LEVEL_STAR)
        touch_centres(r, postings, count);
    else if (was != is)
        for (size_t i = 0; i + 1 < count; i++)
            touch_all(r, (uint32_t)postings[i], postings, i + 1, count);
}
