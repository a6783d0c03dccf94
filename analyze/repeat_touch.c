/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pairs of documents that stayed have other seeds than in the search before. */
#include "analyze/repeat_group.h"
#include "analyze/repeat_revise.h"
#include "analyze/repeat_stage.h"
#include "base/hash.h"

static uint64_t key_of(uint32_t rank_a, uint32_t rank_b) {
    return rank_a < rank_b ? tie_hash_mix(rank_a, rank_b) : tie_hash_mix(rank_b, rank_a);
}

static uint64_t bit_of(uint32_t rank) { return (uint64_t)1 << rank % 64; }

/* Most pairs are not touched, and their bits say so. */
bool tie__repeats_touched(const tie_repeats *r, uint32_t rank_a, uint32_t rank_b) {
    return r->segments.touched_by[rank_a] & bit_of(rank_b) &&
           tie_map_find(&r->segments.touched, key_of(rank_a, rank_b)) != NULL;
}

static void touch_pair(tie_repeats *r, uint32_t at, uint32_t other) {
    tie_repeat_segments *s = &r->segments;
    uint32_t a = tie_repeat_spot_at(s, at)->rank, b = tie_repeat_spot_at(s, other)->rank;
    if (!tie_map_put(&s->touched, &r->early, key_of(a, b), 0))
        return;
    s->touched_by[a] |= bit_of(b);
    s->touched_by[b] |= bit_of(a);
    *TIE_PUSH(&r->early, &s->touched_pairs) = (tie_repeat_two){
        {s->block_rows[at / TIE_BLOCK_TOKENS], s->block_rows[other / TIE_BLOCK_TOKENS]}};
}

/* at with all that stayed, from places[first] on; not itself. */
static void touch_all(tie_repeats *r, uint32_t at, const uint64_t *places, size_t first,
                      size_t count) {
    const tie_repeat_segments *s = &r->segments;
    if (tie_repeat_state_of(s, at) != TIE_ROW_KEPT)
        return;
    for (size_t i = first; i < count; i++) {
        uint32_t other = (uint32_t)places[i];
        if (other != at && tie_repeat_state_of(s, other) == TIE_ROW_KEPT)
            touch_pair(r, at, other);
    }
}

/* Many pairs have a centre in common: the one of more pairs stands for both. */
void tie__repeats_mark_touched(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    tie_mark mark = tie_arena_mark(&r->scratch);
    uint32_t *pairs_of = TIE_NEW(&r->scratch, uint32_t, s->rows.count);
    for (size_t i = 0; i < s->touched_pairs.count; i++)
        for (size_t k = 0; k < 2; k++)
            pairs_of[s->touched_pairs.items[i].rows[k]]++;
    for (size_t i = 0; i < s->touched_pairs.count; i++) {
        const uint32_t *rows = s->touched_pairs.items[i].rows;
        tie__repeats_index_row(s, pairs_of[rows[0]] >= pairs_of[rows[1]] ? rows[0] : rows[1],
                               TIE_ROW_TOUCHED);
    }
    tie_arena_rewind(&r->scratch, mark);
}

/* ---- Centres ---- */

/* The first place of all. */
typedef struct centre {
    uint32_t at, rank;
    bool found;
} centre;

static bool is_now(tie_repeat_state state) { return tie_repeat_lives(state); }
static bool was_before(tie_repeat_state state) {
    return tie_repeat_stays(state) || state == TIE_ROW_GONE;
}

static void add_place(centre *c, uint32_t at, uint32_t rank) {
    if (!c->found || rank < c->rank || (rank == c->rank && at < c->at))
        *c = (centre){at, rank, true};
}

/* Documents that stayed keep their order: as long as the first place of a large part counts, it is
 * still the first one. */
static void add_part(const tie_repeat_segments *s, centre *c, tie_repeat_run part, bool old) {
    for (size_t i = 0; i < part.count; i++) {
        uint32_t at = (uint32_t)tie_repeat_posting(part, i);
        tie_repeat_state state = tie_repeat_state_of(s, at);
        if (!(old ? was_before(state) : is_now(state)))
            continue;
        const tie_repeat_spot *spot = tie_repeat_spot_at(s, at);
        add_place(c, at, old ? spot->old_rank : spot->rank);
        if (i == 0 && part.count > TIE_ALL_PAIRS)
            return;
    }
}

uint32_t tie__repeats_centre(const tie_repeat_segments *s, const tie_repeat_group *group,
                             bool old) {
    centre c = {0};
    for (size_t i = 0; i < group->part_count; i++)
        add_part(s, &c, group->parts[i], old);
    return c.at;
}

/* ---- What a group touches ---- */

static void touch_centres(tie_repeats *r, const tie_repeat_group *group) {
    uint32_t old = tie__repeats_centre(&r->segments, group, true);
    uint32_t new = tie__repeats_centre(&r->segments, group, false);
    if (old == new)
        return;
    size_t count;
    const uint64_t *places = tie__repeats_places(r, group, &count);
    touch_all(r, old, places, 0, count);
    touch_all(r, new, places, 0, count);
}

static void touch_each_other(tie_repeats *r, const tie_repeat_group *group) {
    size_t count;
    const uint64_t *places = tie__repeats_places(r, group, &count);
    for (size_t i = 0; i + 1 < count; i++)
        touch_all(r, (uint32_t)places[i], places, i + 1, count);
}

void tie__repeats_touch(tie_repeats *r, const tie_repeat_group *group) {
    const tie_repeat_census *c = &group->census;
    tie_mark mark = tie_arena_mark(&r->scratch);
    uint32_t was = tie_repeat_level(c->of[TIE_ROW_KEPT] + c->of[TIE_ROW_GONE]);
    uint32_t is = tie_repeat_level(tie_repeat_living(c));
    if (was == TIE_LEVEL_STAR && is == TIE_LEVEL_STAR)
        touch_centres(r, group);
    else if (was != is)
        touch_each_other(r, group);
    tie__repeats_revise(r, group, was, is);
    tie_arena_rewind(&r->scratch, mark);
}
