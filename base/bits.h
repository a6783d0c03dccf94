/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of small numbers, a bit each, sixty-four to a word: what is rare is found without a look at
 * what is not. */
#ifndef TIE_BASE_BITS_H
#define TIE_BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TIE_BITS = 64 };

/* Words for the numbers below count. */
static inline size_t tie_bits_words(size_t count) { return (count + TIE_BITS - 1) / TIE_BITS; }

static inline void tie_bits_add(uint64_t *bits, uint32_t at, bool there) {
    bits[at / TIE_BITS] |= (uint64_t)there << (at % TIE_BITS);
}

/* The first of the set from `from` on that is below limit; limit where there is none. */
static inline uint32_t tie_bits_next(const uint64_t *bits, uint32_t from, uint32_t limit) {
    if (from >= limit)
        return limit;
    uint32_t word = from / TIE_BITS;
    uint64_t set = bits[word] & ~(uint64_t)0 << (from % TIE_BITS);
    while (!set && ++word * TIE_BITS < limit)
        set = bits[word];
    uint32_t found = set ? word * TIE_BITS + (uint32_t)__builtin_ctzll(set) : limit;
    return found < limit ? found : limit;
}

#endif
