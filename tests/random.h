/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repeatable randomness for tests: splitmix64 (Steele, Lea, Flood 2014). */
#ifndef TIE_TESTS_RANDOM_H
#define TIE_TESTS_RANDOM_H

#include <stdint.h>

typedef struct test_random {
    uint64_t state;
} test_random;

static inline uint64_t random_next(test_random *r) {
    uint64_t z = (r->state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/* 0 .. n - 1 */
static inline uint32_t random_below(test_random *r, uint32_t n) {
    return (uint32_t)(random_next(r) % n);
}

#endif
