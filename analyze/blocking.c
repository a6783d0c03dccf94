/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/blocking.h"

#include "analyze/run.h"
#include "base/pile.h"

void tie_key_emit(tie_run *run, tie_key_kind kind, uint64_t key, uint32_t claim, uint32_t note) {
    *TIE_PILE(&run->arena, &run->keys[kind]) = (tie_key){key, claim, note};
}

void tie_keys_part(tie_run *run, tie_key_kind kind, size_t from, uint32_t doc) {
    tie_keys *list = &run->keys[kind];
    for (size_t i = from; i < list->count; i++)
        if (list->items[i].note & TIE_KEY_WITHIN)
            list->items[i].key = tie_key_within(list->items[i].key, doc);
}

/* ---- Keys that are emitted more than once ---- */

enum { SPREAD = 8 }; /* bits for each key: one in so many is taken for shared by chance */

/* One bit for each of many keys that was seen. */
typedef struct sieve {
    uint64_t *once, *twice;
    uint64_t mask;
} sieve;

static sieve sieve_of(tie_arena *scratch, const tie_keys *list) {
    uint64_t bits = 64;
    while (bits < SPREAD * (uint64_t)list->count)
        bits *= 2;
    sieve s = {TIE_NEW(scratch, uint64_t, bits / 64), TIE_NEW(scratch, uint64_t, bits / 64),
               bits - 1};
    for (size_t i = 0; i < list->count; i++) {
        uint64_t at = list->items[i].key & s.mask, bit = (uint64_t)1 << (at & 63);
        s.twice[at / 64] |= s.once[at / 64] & bit;
        s.once[at / 64] |= bit;
    }
    return s;
}

static bool may_be_shared(const sieve *s, uint64_t key) {
    uint64_t at = key & s->mask;
    return s->twice[at / 64] >> (at & 63) & 1;
}

size_t tie_keys_shared(tie_run *run, tie_key_kind kind, tie_key **out) {
    const tie_keys *list = &run->keys[kind];
    tie_arena *scratch = &run->scratch;
    sieve s = sieve_of(scratch, list);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < list->count; i++)
        count += may_be_shared(&s, list->items[i].key);
    tie_keyed *sorted = TIE_ROOM(scratch, tie_keyed, count);
    count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (may_be_shared(&s, list->items[i].key))
            sorted[count++] =
                (tie_keyed){list->items[i].key, run->order[list->items[i].claim], (uint32_t)i};
    tie_keyed_sort(scratch, sorted, count);
    *out = TIE_ROOM(scratch, tie_key, count);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && sorted[end].key == sorted[i].key; end++)
            ;
        for (size_t k = i; k < end && end - i > 1; k++)
            (*out)[kept++] = list->items[sorted[k].claim];
    }
    return kept;
}
