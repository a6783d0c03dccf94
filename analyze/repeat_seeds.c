/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Postings of one key are paired: up to 64 places all with each other, more of them with the one
 * in the document of the lowest rank. */
#include "analyze/repeat_sort.h"
#include "analyze/repeat_stage.h"

static void add_pair(tie_repeats *r, uint32_t x, uint32_t y, size_t places) {
    uint32_t a = x < y ? x : y, b = x < y ? y : x;
    uint32_t bucket = ((b - a) >> 8) * 0x9E3779B1u >> 22;
    tie_repeat_pair *pair = tie_spool_add(&r->pairs, bucket);
    *pair = (tie_repeat_pair){a, b, (uint32_t)places};
}

static uint32_t token_of(uint64_t posting) { return (uint32_t)posting; }

/* The posting in the document of the lowest rank; there the first. */
static uint32_t find_centre(tie_repeats *r, const uint64_t *postings, size_t count) {
    uint32_t centre = 0, best = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        uint32_t token = token_of(postings[i]);
        uint32_t rank = r->rank[tie_repeat_document_of(&r->store, token)];
        if (rank < best) {
            best = rank;
            centre = token;
        }
    }
    return centre;
}

static void pair_group(tie_repeats *r, const uint64_t *postings, size_t count) {
    if (count > TIE_ALL_PAIRS) {
        uint32_t centre = find_centre(r, postings, count);
        for (size_t i = 0; i < count; i++)
            if (token_of(postings[i]) != centre)
                add_pair(r, centre, token_of(postings[i]), count);
        return;
    }
    for (size_t i = 0; i + 1 < count; i++)
        for (size_t j = i + 1; j < count; j++)
            add_pair(r, token_of(postings[i]), token_of(postings[j]), count);
}

/* Drops postings whose key certainly stands alone: most do. */
static size_t drop_singles(tie_arena *scratch, uint64_t *postings, size_t count) {
    size_t slots = 1024;
    while (slots < count * 4)
        slots *= 2;
    uint8_t *seen = TIE_NEW(scratch, uint8_t, slots);
    for (size_t i = 0; i < count; i++) {
        uint8_t *s = &seen[postings[i] >> 32 & (slots - 1)];
        *s = (uint8_t)(*s | (*s << 1) | 1);
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (seen[postings[i] >> 32 & (slots - 1)] & 2)
            postings[kept++] = postings[i];
    return kept;
}

void tie__repeats_pairs(tie_repeats *r) {
    tie_spool_init(&r->pairs, &r->arena, &r->guard, sizeof(tie_repeat_pair), TIE_PAIR_BUCKETS,
                   r->options.memory_bytes / 8, &r->pair_file);
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
    tie_spool_release(&r->keys);
}
