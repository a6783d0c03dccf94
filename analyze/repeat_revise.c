/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that revise one of the search before: up to some token they say the same. What was
 * found between that beginning and a document that stayed is found again, as long as the seeds of
 * the two are the same places of the same grams, and no walk came near the end of what is alike. */
#include "analyze/repeat_revise.h"

#include "analyze/repeat_group.h"
#include "analyze/repeat_sort.h"
#include "analyze/repeat_stage.h"
#include "base/hash.h"

enum {
    MARGIN = 32, /* tokens behind a walk that are looked at: sentences end there, words match */
    ROOM = TIE_FAR_WALK + MARGIN
};

typedef tie_repeat_row row;

static uint32_t number_of(const tie_repeat_segments *s, const row *x) {
    return (uint32_t)(x - s->rows.items);
}

/* ---- Who revises whom ---- */

/* How far the newest row's document is what it revises was: a seed and the sentence behind its own
 * must lie in it, and what a walk looks at. False: it is not worth a look. */
static bool set_bounds(const tie_repeats *r, uint32_t document, uint32_t alike,
                       tie_repeat_spot *spot) {
    const tie_repeat_document *d = &r->store.documents.items[document];
    if (!alike)
        return false;
    uint32_t sentence = tie_repeat_sentence_of(&r->store, d->first_token + alike - 1);
    if (sentence <= d->first_sentence)
        return false;
    uint32_t end = tie_repeat_sentence_start(&r->store, sentence) - d->first_token;
    uint32_t last = tie_repeat_sentence_start(&r->store, sentence - 1) - d->first_token;
    if (end <= ROOM)
        return false;
    spot->seeds_below = last < end - ROOM ? last : end - ROOM;
    spot->walks_below = end - MARGIN;
    return true;
}

static void find_revision(tie_repeats *r, const tie_map *gone, uint32_t document) {
    tie_repeat_segments *s = &r->segments;
    const tie_repeat_document *d = &r->store.documents.items[document];
    const tie_known_document *known = &r->store.known->now.items[document];
    uint32_t number = d->known ? d->number : known->revises;
    const uint32_t *old = tie_map_find(gone, tie_hash_mix(0, number));
    tie_repeat_spot *spot = &s->spots[s->row_of[document]];
    if (!old || s->spots[*old].partner != TIE_NO_ROW)
        return;
    if (d->known) /* the same text: its sentences are left to other twins */
        spot->seeds_below = spot->walks_below = UINT32_MAX;
    else if (!set_bounds(r, document, known->alike, spot))
        return;
    spot->partner = *old;
    s->spots[*old].partner = s->row_of[document];
    s->revised = true;
}

void tie__repeats_find_revisions(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    tie_map gone = {0};
    for (uint32_t i = 0; i < s->old_rows; i++)
        if (s->rows.items[i].document == UINT32_MAX)
            tie_map_put(&gone, &r->scratch, tie_hash_mix(0, s->rows.items[i].number), i);
    for (uint32_t i = 0; gone.count && i < r->store.documents.count; i++)
        if (!tie__repeats_kept(r, i))
            find_revision(r, &gone, i);
}

/* ---- Pairs ---- */

static bool is_revision(const tie_repeat_segments *s, uint32_t number) {
    return number >= s->old_rows && s->spots[number].partner != TIE_NO_ROW;
}

/* Pairs of one row that revises and one that stayed, in any order. */
static uint64_t key_of(uint32_t x, uint32_t y) {
    return x < y ? tie_hash_mix(x, y) : tie_hash_mix(y, x);
}

static void mark(tie_repeats *r, uint32_t x, uint32_t y) {
    tie_map_put(&r->segments.unlike, &r->early, key_of(x, y), 0);
}

/* Is the revision on the same side of what stayed as what it revises was? */
static bool same_order(const tie_repeat_segments *s, uint32_t revision, uint32_t other) {
    uint32_t old = s->spots[s->spots[revision].partner].old_rank;
    return (s->spots[revision].rank < s->spots[other].rank) == (old < s->spots[other].old_rank);
}

const row *tie__repeats_successor(const tie_repeat_segments *s, const row *old) {
    if (old->document != UINT32_MAX)
        return old;
    uint32_t partner = s->spots[number_of(s, old)].partner;
    return partner == TIE_NO_ROW ? NULL : &s->rows.items[partner];
}

bool tie__repeats_as_before(const tie_repeats *r, const row *x, const row *y) {
    const tie_repeat_segments *s = &r->segments;
    uint32_t a = number_of(s, x), b = number_of(s, y);
    if (a < s->old_rows && b < s->old_rows)
        return !tie__repeats_touched(r, s->spots[a].rank, s->spots[b].rank);
    if (a >= s->old_rows && b >= s->old_rows)
        return false;
    uint32_t revision = a >= s->old_rows ? a : b, other = a >= s->old_rows ? b : a;
    return is_revision(s, revision) && same_order(s, revision, other) &&
           !tie_map_find(&s->unlike, key_of(a, b));
}

bool tie__repeats_walked_before(tie_repeats *r, const tie_repeat_pair *seeds, size_t count) {
    tie_repeat_segments *s = &r->segments;
    if (!s->revised)
        return false;
    uint32_t a = s->row_of[tie_repeat_document_of(&r->store, seeds->a)];
    uint32_t b = s->row_of[tie_repeat_document_of(&r->store, seeds->b)];
    bool is_a = is_revision(s, a);
    uint32_t revision = is_a ? a : b, other = is_a ? b : a;
    if (other >= s->old_rows || !is_revision(s, revision))
        return false;
    uint32_t first = r->store.documents.items[s->rows.items[revision].document].first_token;
    bool before = tie__repeats_as_before(r, &s->rows.items[a], &s->rows.items[b]);
    for (size_t i = 0; i < count && before; i++)
        before = (is_a ? seeds[i].a : seeds[i].b) - first < s->spots[revision].seeds_below;
    if (!before)
        mark(r, revision, other);
    return before;
}

/* One end of a walk, at the row's place: does it come near what is not alike? */
static bool leaves(const tie_repeat_segments *s, const row *x, uint32_t end) {
    const row *next = tie__repeats_successor(s, x);
    return next && next != x && end - x->base > s->spots[number_of(s, next)].walks_below;
}

void tie__repeats_mark_far(tie_repeats *r, const row *a, uint32_t a_end, const row *b,
                           uint32_t b_end) {
    const tie_repeat_segments *s = &r->segments;
    const row *x = tie__repeats_successor(s, a), *y = tie__repeats_successor(s, b);
    if (x && y && (leaves(s, a, a_end) || leaves(s, b, b_end)))
        mark(r, number_of(s, x), number_of(s, y));
}

/* ---- What a group says of them ---- */

/* The places of a group that are new or have gone, as places of what there is now. */
typedef struct news {
    tie_sort_record *places; /* row and token, by state: equal ones are what was there before */
    size_t count;
} news;

static uint32_t row_at(const tie_repeat_segments *s, uint32_t at) {
    return s->block_rows[at / TIE_BLOCK_TOKENS];
}

/* The row of what there is now; of what has gone altogether its own. */
static uint32_t row_now(const tie_repeat_segments *s, uint32_t at) {
    uint32_t number = row_at(s, at);
    bool gone = tie_repeat_state_of(s, at) == TIE_ROW_GONE;
    return gone && s->spots[number].partner != TIE_NO_ROW ? s->spots[number].partner : number;
}

static uint64_t place_now(const tie_repeat_segments *s, uint32_t at) {
    return (uint64_t)row_now(s, at) << 32 | (at - s->rows.items[row_at(s, at)].base);
}

/* Owns: scratch. */
static news news_of(tie_repeats *r, const tie_repeat_group *group) {
    const tie_repeat_segments *s = &r->segments;
    news n = {.places = tie_sort_room(&r->scratch, group->other_count)};
    for (size_t i = 0; i < group->other_count; i++) {
        uint32_t at = (uint32_t)group->others[i];
        tie_repeat_state state = tie_repeat_state_of(s, at);
        if (state == TIE_ROW_NEW || state == TIE_ROW_GONE)
            n.places[n.count++] = (tie_sort_record){place_now(s, at), state};
    }
    tie_sort_records(&r->scratch, n.places, n.count);
    return n;
}

/* Leaves those that are really new or gone, in rows that revise. */
static void drop_equal(const tie_repeat_segments *s, news *n) {
    size_t kept = 0;
    for (size_t i = 0, same; i < n->count; i += same) {
        same = i + 1 < n->count && n->places[i + 1].key == n->places[i].key ? 2 : 1;
        if (same == 1 && is_revision(s, (uint32_t)(n->places[i].key >> 32)))
            n->places[kept++] = n->places[i];
    }
    n->count = kept;
}

/* A revision with all that stayed in the group. */
static void mark_all(tie_repeats *r, uint32_t revision, const tie_repeat_group *group) {
    for (size_t i = 0; i < group->part_count; i++)
        for (size_t k = 0; k < group->parts[i].count; k++) {
            uint32_t at = (uint32_t)tie_repeat_posting(group->parts[i], k);
            if (tie_repeat_state_of(&r->segments, at) == TIE_ROW_KEPT)
                mark(r, revision, row_at(&r->segments, at));
        }
}

static void mark_each(tie_repeats *r, const news *n, const tie_repeat_group *group) {
    for (size_t i = 0; i < n->count; i++) {
        uint32_t number = (uint32_t)(n->places[i].key >> 32);
        bool again = i > 0 && n->places[i - 1].key >> 32 == number;
        if (!again && is_revision(&r->segments, number))
            mark_all(r, number, group);
    }
}

/* Every revision with a centre. */
static void mark_with_each(tie_repeats *r, uint32_t centre, const news *n) {
    for (size_t i = 0; i < n->count; i++)
        if (is_revision(&r->segments, (uint32_t)(n->places[i].key >> 32)))
            mark(r, (uint32_t)(n->places[i].key >> 32), centre);
}

static void mark_with_all(tie_repeats *r, uint32_t centre, const news *n,
                          const tie_repeat_group *group) {
    if (is_revision(&r->segments, centre))
        mark_all(r, centre, group);
    else
        mark_with_each(r, centre, n);
}

void tie__repeats_revise(tie_repeats *r, const tie_repeat_group *group, uint32_t was, uint32_t is) {
    const tie_repeat_segments *s = &r->segments;
    if (!s->revised)
        return;
    tie_mark start = tie_arena_mark(&r->scratch);
    news n = news_of(r, group);
    if (was != is) {
        mark_each(r, &n, group);
    } else if (is == TIE_LEVEL_STAR) {
        uint32_t old = tie__repeats_centre(s, group, true);
        uint32_t new = tie__repeats_centre(s, group, false);
        if (place_now(s, old) != place_now(s, new)) {
            mark_with_all(r, row_now(s, old), &n, group);
            mark_with_all(r, row_at(s, new), &n, group);
        } else {
            drop_equal(s, &n);
            mark_with_each(r, row_at(s, new), &n);
        }
    } else {
        drop_equal(s, &n);
        mark_each(r, &n, group);
    }
    tie_arena_rewind(&r->scratch, start);
}
