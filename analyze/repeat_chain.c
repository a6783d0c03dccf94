/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seeds in order, without those that stand alone though their gram is common: a passage in such
 * words must be long to be evident, and then other seeds lie near. */
#include "analyze/repeat_chain.h"

#include "analyze/repeat_sort.h"
#include "base/pile.h"

#include <stdlib.h>

enum {
    NEAR = 64,           /* tokens between seeds that support each other */
    NEAR_SHIFT_BITS = 3, /* the diagonals between them, at most 2^3 */
    FEW_PLACES = 6,      /* level (8 places); below, a seed needs no other */
    MANY_PLACES = 10     /* level (32 places); from here on, two others */
};

typedef tie_repeat_pair seed;

static uint32_t others_needed(const seed *s) {
    uint32_t level = tie_repeat_level_of(s);
    return level < FEW_PLACES ? 0 : level < MANY_PLACES ? 1 : 2;
}

/* ---- A sieve that lets through all that have company, and few others ---- */

/* Counters of two bits, of which 3 stands for more; 32 neighbouring cells of two documents share a
 * word. */
typedef struct sieve {
    tie_repeats *r;
    uint64_t *words;
    uint64_t mask; /* of their numbers */
} sieve;

/* Eight neighbouring diagonals. */
static int64_t cell_of(const seed *x) { return tie_repeat_shift(x) >> NEAR_SHIFT_BITS; }

static uint64_t *word_of(const sieve *s, const seed *x, int64_t cell) {
    uint64_t group = (uint64_t)(cell >> 5);
    uint64_t documents = tie_repeat_documents(x);
    uint64_t h = (documents ^ group * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return &s->words[h >> 32 & s->mask];
}

static uint64_t seeds_in(const sieve *s, const seed *x, int64_t cell) {
    return *word_of(s, x, cell) >> (cell & 31) * 2 & 3;
}

/* The words of all of them are on their way while the first are looked at. */
static void fetch_words(const sieve *s, const seed *seeds, size_t count) {
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(word_of(s, &seeds[i], cell_of(&seeds[i])), 1);
}

enum { AT_ONCE = 64 };

static void count_seeds(void *user, const void *records, size_t count) {
    const sieve *s = user;
    const seed *seeds = records;
    for (size_t i = 0; i < count; i++) {
        if (i % AT_ONCE == 0)
            fetch_words(s, seeds + i, count - i < AT_ONCE ? count - i : AT_ONCE);
        int64_t cell = cell_of(&seeds[i]);
        uint64_t *word = word_of(s, &seeds[i], cell);
        *word += (uint64_t)((*word >> (cell & 31) * 2 & 3) < 3) << (cell & 31) * 2;
    }
}

/* One that has no company at all is no company to others either. */
static bool passes(const sieve *s, const seed *x) {
    int64_t cell = cell_of(x);
    return others_needed(x) == 0 || seeds_in(s, x, cell) > 1 || seeds_in(s, x, cell - 1) ||
           seeds_in(s, x, cell + 1);
}

static void keep_seeds(void *user, const void *records, size_t count) {
    const sieve *s = user;
    const seed *seeds = records;
    for (size_t i = 0; i < count; i++) {
        if (s->words && i % AT_ONCE == 0)
            fetch_words(s, seeds + i, count - i < AT_ONCE ? count - i : AT_ONCE);
        if (!s->words || passes(s, &seeds[i]))
            *TIE_PILE(&s->r->arena, &s->r->seeds) = seeds[i];
    }
}

/* The seeds of a bucket that may have the company that they need, or all, in r->seeds. */
static void sift(tie_repeats *r, size_t bucket) {
    sieve s = {.r = r};
    size_t words = 32, count = (size_t)tie_spool_count(&r->pairs, bucket);
    tie_mark mark = tie_arena_mark(&r->scratch);
    if (!r->options.common) {
        while (words < count / 8) /* four counters a seed */
            words *= 2;
        s.mask = words - 1;
        s.words = TIE_NEW(&r->scratch, uint64_t, words);
        tie_spool_each(&r->pairs, &r->scratch, bucket, count_seeds, &s);
    }
    r->seeds.count = 0;
    tie_spool_each(&r->pairs, &r->scratch, bucket, keep_seeds, &s);
    tie_arena_rewind(&r->scratch, mark);
}

/* ---- The exact test ---- */

static bool same_documents(const seed *x, const seed *y) {
    return tie_repeat_documents(x) == tie_repeat_documents(y);
}

static bool supports(const seed *x, const seed *y) {
    return x->b != y->b && llabs(tie_repeat_shift(x) - tie_repeat_shift(y)) <= 1 << NEAR_SHIFT_BITS;
}

/* Are enough other seeds of the same documents close to seeds[i]? */
static bool has_company(const seed *seeds, size_t i, size_t count) {
    uint32_t needed = others_needed(&seeds[i]);
    for (size_t j = i + 1; needed && j < count && seeds[j].b - seeds[i].b <= NEAR &&
                           same_documents(&seeds[j], &seeds[i]);
         j++)
        needed -= supports(&seeds[i], &seeds[j]);
    for (size_t j = i; needed && j-- > 0 && seeds[i].b - seeds[j].b <= NEAR &&
                       same_documents(&seeds[j], &seeds[i]);)
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

static int cmp_seeds(const void *a, const void *b) {
    const seed *x = a, *y = b;
    uint64_t x_documents = tie_repeat_documents(x), y_documents = tie_repeat_documents(y);
    if (x_documents != y_documents)
        return x_documents < y_documents ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    return (x->a > y->a) - (x->a < y->a);
}

/* Seeds of documents that have one hash, in the order of b: nearly always of two documents. */
static void settle(seed *seeds, size_t count) {
    bool mixed = false;
    for (size_t i = 1; i < count; i++)
        mixed |= !same_documents(&seeds[i], seeds);
    if (mixed) {
        qsort(seeds, count, sizeof *seeds, cmp_seeds);
        return;
    }
    for (size_t i = 0, run; i < count; i += run) {
        for (run = 1; i + run < count && seeds[i + run].b == seeds[i].b; run++)
            ;
        sort_by_a(seeds + i, run);
    }
}

static uint64_t hash_of(const seed *x) {
    return tie_repeat_documents(x) * 0x9E3779B97F4A7C15u >> 32;
}

static seed *sort_seeds(tie_arena *scratch, const seed *seeds, size_t count) {
    tie_sort_record *records = tie_sort_room(scratch, count);
    for (size_t i = 0; i < count; i++)
        records[i] = (tie_sort_record){hash_of(&seeds[i]) << 32 | seeds[i].b, i};
    tie_sort_records(scratch, records, count);
    seed *out = tie_arena_alloc(scratch, count * sizeof *out, alignof(seed));
    for (size_t i = 0; i < count; i++)
        out[i] = seeds[records[i].value];
    for (size_t i = 0, run; i < count; i += run) {
        for (run = 1; i + run < count && records[i + run].key >> 32 == records[i].key >> 32; run++)
            ;
        settle(out + i, run);
    }
    return out;
}

const tie_repeat_pair *tie__repeats_seeds(tie_repeats *r, size_t bucket, size_t *count) {
    sift(r, bucket);
    seed *seeds = sort_seeds(&r->scratch, r->seeds.items, r->seeds.count);
    *count = r->options.common ? r->seeds.count : drop_lone(&r->scratch, seeds, r->seeds.count);
    return seeds;
}
