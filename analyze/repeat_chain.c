/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seeds in order, without those that stand alone though their gram is common: a passage in such
 * words must be long to be evident, and then other seeds lie near. */
#include "analyze/repeat_chain.h"

#include "analyze/repeat_sort.h"
#include "base/hash.h"

#include <stdlib.h>

enum {
    NEAR = 64,           /* tokens between seeds that support each other */
    NEAR_SHIFT_BITS = 3, /* the diagonals between them, at most 2^3 */
    FEW_PLACES = 8,      /* below, a seed needs no other */
    MANY_PLACES = 32     /* from here on, two others */
};

typedef tie_repeat_pair seed;

static uint32_t others_needed(const seed *s) {
    return s->places < FEW_PLACES ? 0 : s->places < MANY_PLACES ? 1 : 2;
}

/* ---- A sieve that lets through all that have company, and few others ---- */

typedef struct sieve {
    uint8_t *counts;
    uint64_t mask;
} sieve;

/* The counter for the seeds of two documents on eight neighbouring diagonals. */
static uint8_t *counter(const sieve *s, const seed *x, int64_t next) {
    int64_t cell = (tie_repeat_shift(x) >> NEAR_SHIFT_BITS) + next;
    uint64_t h =
        ((uint64_t)x->documents ^ (uint64_t)cell * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return &s->counts[h >> 32 & s->mask];
}

static bool passes(const sieve *s, const seed *x) {
    return others_needed(x) == 0 || *counter(s, x, 0) > 1 || *counter(s, x, -1) ||
           *counter(s, x, 1);
}

/* Moves the seeds that pass to the front; returns how many. */
static size_t sift(tie_arena *scratch, seed *seeds, size_t count) {
    size_t slots = 1024;
    while (slots < count * 4)
        slots *= 2;
    sieve s = {TIE_NEW(scratch, uint8_t, slots), slots - 1};
    for (size_t i = 0; i < count; i++) {
        uint8_t *c = counter(&s, &seeds[i], 0);
        *c = (uint8_t)(*c < 2 ? *c + 1 : 2);
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (passes(&s, &seeds[i]))
            seeds[kept++] = seeds[i];
    return kept;
}

/* ---- The exact test ---- */

static bool supports(const seed *x, const seed *y) {
    return x->b != y->b && llabs(tie_repeat_shift(x) - tie_repeat_shift(y)) <= 1 << NEAR_SHIFT_BITS;
}

/* Are enough other seeds of the same documents close to seeds[i]? */
static bool has_company(const seed *seeds, size_t i, size_t count) {
    uint32_t needed = others_needed(&seeds[i]);
    for (size_t j = i + 1; needed && j < count && seeds[j].b - seeds[i].b <= NEAR &&
                           seeds[j].documents == seeds[i].documents;
         j++)
        needed -= supports(&seeds[i], &seeds[j]);
    for (size_t j = i; needed && j-- > 0 && seeds[i].b - seeds[j].b <= NEAR &&
                       seeds[j].documents == seeds[i].documents;)
        needed -= supports(&seeds[i], &seeds[j]);
    return needed == 0;
}

static size_t drop_lone(tie_arena *scratch, seed *seeds, size_t count) {
    bool *lone = TIE_NEW(scratch, bool, count);
    for (size_t i = 0; i < count; i++)
        lone[i] = !has_company(seeds, i, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!lone[i])
            seeds[kept++] = seeds[i];
    return kept;
}

/* ---- Order ---- */

/* Sorts seeds of equal documents and b by a; there are few. */
static void sort_by_a(seed *seeds, size_t count) {
    for (size_t i = 1; i < count; i++) {
        seed s = seeds[i];
        size_t at = i;
        for (; at > 0 && seeds[at - 1].a > s.a; at--)
            seeds[at] = seeds[at - 1];
        seeds[at] = s;
    }
}

static seed *sort_seeds(tie_arena *scratch, const seed *seeds, size_t count) {
    tie_sort_record *records = tie_sort_room(scratch, count);
    for (size_t i = 0; i < count; i++)
        records[i] = (tie_sort_record){(uint64_t)seeds[i].documents << 32 | seeds[i].b, i};
    tie_sort_records(scratch, records, count);
    seed *out = tie_arena_alloc(scratch, count * sizeof *out, alignof(seed));
    for (size_t i = 0; i < count; i++)
        out[i] = seeds[records[i].value];
    for (size_t i = 0, run; i < count; i += run) {
        for (run = 1; i + run < count && records[i + run].key == records[i].key; run++)
            ;
        sort_by_a(out + i, run);
    }
    return out;
}

const tie_repeat_pair *tie__repeats_seeds(tie_repeats *r, size_t bucket, size_t *count) {
    seed *seeds = tie_spool_load(&r->pairs, &r->scratch, bucket, count);
    if (!r->options.common)
        *count = sift(&r->scratch, seeds, *count);
    seeds = sort_seeds(&r->scratch, seeds, *count);
    if (!r->options.common)
        *count = drop_lone(&r->scratch, seeds, *count);
    return seeds;
}
