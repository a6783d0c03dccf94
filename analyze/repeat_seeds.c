/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Postings of one key are paired: up to 64 places all with each other, more of them with the one
 * in the document of the lowest rank. The side of the lower rank comes first, so that what is found
 * does not depend on the order of documents. */
#include "analyze/repeat_group.h"
#include "analyze/repeat_sort.h"
#include "analyze/repeat_stage.h"

/* A place where the key's gram begins. */
typedef struct place {
    uint32_t token, rank, tile;
} place;

/* Pairs of two tiles go to one bucket, so that a bucket's walks touch few pages of the store:
 * documents of one tile stand together there. */
static size_t bucket_of(uint32_t x, uint32_t y) {
    uint32_t low = x < y ? x : y, high = x < y ? y : x;
    return (size_t)high * (high + 1) / 2 + low;
}

static bool before(const place *x, const place *y) {
    return x->rank != y->rank ? x->rank < y->rank : x->token < y->token;
}

static void add_pair(tie_repeats *r, const place *x, const place *y, uint32_t level) {
    if (before(y, x)) {
        const place *swap = x;
        x = y;
        y = swap;
    }
    tie_repeat_pair *pair = tie_spool_add(&r->pairs, bucket_of(x->tile, y->tile));
    *pair = (tie_repeat_pair){x->token, y->token, tie_repeat_tag(x->rank, y->rank, level)};
}

/* The places of a star are paired with the first of them, those of other groups with each other. */
static void pair_places(tie_repeats *r, const place *places, size_t count) {
    uint32_t level = tie_repeat_level(count);
    if (level == TIE_LEVEL_STAR) {
        size_t first = 0;
        for (size_t i = 1; i < count; i++)
            first = before(&places[i], &places[first]) ? i : first;
        for (size_t i = 0; i < count; i++)
            if (i != first)
                add_pair(r, &places[first], &places[i], level);
    } else {
        for (size_t i = 0; i + 1 < count; i++)
            for (size_t j = i + 1; j < count; j++)
                add_pair(r, &places[i], &places[j], level);
    }
}

/* ---- Without a memory ---- */

static void pair_group(tie_repeats *r, const uint64_t *postings, size_t count) {
    if (count < 2)
        return;
    tie_mark mark = tie_arena_mark(&r->scratch);
    place *places = tie_arena_alloc(&r->scratch, count * sizeof *places, alignof(place));
    for (size_t i = 0; i < count; i++) {
        uint32_t token = (uint32_t)postings[i];
        uint32_t document = tie_repeat_document_of(&r->store, token);
        uint32_t first = r->store.documents.items[document].first_token;
        places[i] = (place){token, r->rank[document], tie__repeats_tile(r, first)};
    }
    pair_places(r, places, count);
    tie_arena_rewind(&r->scratch, mark);
}

/* Drops postings whose key certainly stands alone: most do. */
static size_t drop_singles(tie_arena *scratch, uint64_t *postings, size_t count) {
    size_t slots = 1024;
    while (slots < count * 4)
        slots *= 2;
    uint8_t *seen = TIE_NEW(scratch, uint8_t, slots);
    for (size_t i = 0; i < count; i++) {
        uint8_t *s = &seen[postings[i] >> 32 & (slots - 1)];
        *s = (uint8_t)(*s << 1 | 1);
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        postings[kept] = postings[i];
        kept += seen[postings[i] >> 32 & (slots - 1)] > 1;
    }
    return kept;
}

/* Memory that the largest bucket needs: its postings twice, and what drop_singles counts. */
static size_t bucket_bytes(const tie_repeats *r) {
    uint64_t most = 0;
    for (size_t i = 0; i < TIE_KEY_BUCKETS; i++)
        most = tie_spool_count(&r->keys, i) > most ? tie_spool_count(&r->keys, i) : most;
    return (size_t)most * (2 * sizeof(uint64_t) + 8) + 4096;
}

static void pair_all(tie_repeats *r) {
    tie_mark start = tie_arena_mark(&r->scratch);
    tie_arena_reserve(&r->scratch, bucket_bytes(r));
    for (size_t bucket = 0; bucket < TIE_KEY_BUCKETS; bucket++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        size_t count, run;
        uint64_t *postings = tie_spool_load(&r->keys, &r->scratch, bucket, &count);
        count = drop_singles(&r->scratch, postings, count);
        tie_sort_postings(&r->scratch, postings, count);
        for (size_t i = 0; i < count; i += run) {
            for (run = 1; i + run < count && postings[i + run] >> 32 == postings[i] >> 32; run++)
                ;
            pair_group(r, postings + i, run);
        }
        tie_arena_rewind(&r->scratch, mark);
    }
    tie_arena_rewind(&r->scratch, start);
}

/* ---- With one ---- */

static place living_place(const tie_repeats *r, uint32_t at) {
    const tie_repeat_spot *spot = tie_repeat_spot_at(&r->segments, at);
    return (place){at - spot->offset, spot->rank, spot->tile};
}

/* Of the places that there are, those of the state asked for first. Owns: scratch. */
static place *order_places(tie_repeats *r, const tie_repeat_group *group, tie_repeat_state asked) {
    size_t count, n = 0;
    const uint64_t *postings = tie__repeats_places(r, group, &count);
    place *places = tie_arena_alloc(&r->scratch, count * sizeof *places, alignof(place));
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < count; i++) {
            tie_repeat_state state = tie_repeat_state_of(&r->segments, (uint32_t)postings[i]);
            if (tie_repeat_lives(state) && (state == asked) == !round)
                places[n++] = living_place(r, (uint32_t)postings[i]);
        }
    return places;
}

/* Is the pair asked for? New places go with all others, touched ones with those that they touch;
 * pairs with a new one are there then. */
static bool chosen(const tie_repeats *r, const place *x, const place *y, tie_repeat_state asked) {
    return asked == TIE_ROW_NEW || tie__repeats_touched(r, x->rank, y->rank);
}

static void pair_few(tie_repeats *r, const tie_repeat_group *group, tie_repeat_state asked) {
    const place *places = order_places(r, group, asked);
    size_t living = tie_repeat_living(&group->census), leading = group->census.of[asked];
    uint32_t level = tie_repeat_level(living);
    for (size_t i = 0; i < leading; i++)
        for (size_t j = i + 1; j < living; j++)
            if (chosen(r, &places[i], &places[j], asked))
                add_pair(r, &places[i], &places[j], level);
}

/* The places of the state asked for, or all, with the centre. */
static void pair_star(tie_repeats *r, const uint64_t *postings, size_t count, uint32_t centre_at,
                      tie_repeat_state asked, bool all) {
    place centre = living_place(r, centre_at);
    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)postings[i];
        tie_repeat_state state = tie_repeat_state_of(&r->segments, at);
        if (at == centre_at || !(state == asked || (all && tie_repeat_lives(state))))
            continue;
        place other = living_place(r, at);
        if (chosen(r, &centre, &other, asked))
            add_pair(r, &centre, &other, TIE_LEVEL_STAR);
    }
}
static void pair_to_centre(tie_repeats *r, const tie_repeat_group *group, tie_repeat_state asked) {
    uint32_t centre = tie__repeats_centre(&r->segments, group, false);
    tie_repeat_state state = tie_repeat_state_of(&r->segments, centre);
    if (state == asked) {
        size_t count;
        const uint64_t *places = tie__repeats_places(r, group, &count);
        pair_star(r, places, count, centre, asked, true);
    } else {
        pair_star(r, group->others, group->other_count, centre, asked, false);
    }
}

static void pair_living(tie_repeats *r, const tie_repeat_group *group, tie_repeat_state asked) {
    tie_mark mark = tie_arena_mark(&r->scratch);
    if (tie_repeat_level(tie_repeat_living(&group->census)) == TIE_LEVEL_STAR)
        pair_to_centre(r, group, asked);
    else
        pair_few(r, group, asked);
    tie_arena_rewind(&r->scratch, mark);
}

static void visit_changes(tie_repeats *r, const tie_repeat_group *group) {
    if (r->segments.old_rows)
        tie__repeats_touch(r, group);
    if (group->census.of[TIE_ROW_NEW])
        pair_living(r, group, TIE_ROW_NEW);
}

static void visit_touched(tie_repeats *r, const tie_repeat_group *group) {
    pair_living(r, group, TIE_ROW_TOUCHED);
}

static void pair_changes(tie_repeats *r) {
    if (!r->segments.changed)
        return;
    tie__repeats_each_change(r, visit_changes);
    if (r->segments.touched.count) {
        tie__repeats_mark_touched(r);
        tie__repeats_each_touched(r, visit_touched);
    }
}

void tie__repeats_pairs(tie_repeats *r) {
    tie_spool_init(&r->pairs, &r->arena, &r->guard, sizeof(tie_repeat_pair), TIE_PAIR_BUCKETS,
                   tie_repeat_share(&r->options, TIE_SHARE_PAIRS), &r->pair_file);
    if (r->segments.on)
        pair_changes(r);
    else
        pair_all(r);
    tie_spool_release(&r->keys);
}
