/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 64-bit hashes of bytes (XXH3). Equal input gives equal hashes on every machine: fingerprints rely
 * on it. */
#ifndef TIE_BASE_HASH_H
#define TIE_BASE_HASH_H

#include "base/str.h"

uint64_t tie_hash(tie_str s);

/* tie_hash of bytes that come one stretch after the other. */
typedef struct tie_hasher {
    _Alignas(64) unsigned char state[1024];
} tie_hasher;
void tie_hasher_init(tie_hasher *hasher);
void tie_hasher_add(tie_hasher *hasher, tie_str s);
uint64_t tie_hasher_end(const tie_hasher *hasher);

/* Depends on the order of its arguments. */
static inline uint64_t tie_hash_mix(uint64_t a, uint64_t b) {
    uint64_t x = a ^ (b + 0x9E3779B97F4A7C15u + (a << 12) + (a >> 4));
    x ^= x >> 32;
    x *= 0xD6E8FEB86659FD93u;
    x ^= x >> 32;
    x *= 0xD6E8FEB86659FD93u;
    return x ^ (x >> 32);
}

#endif
