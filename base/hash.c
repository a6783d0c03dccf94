/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t tie_hash(tie_str s) { return XXH3_64bits(s.ptr, s.len); }

_Static_assert(sizeof(XXH3_state_t) <= sizeof(tie_hasher), "tie_hasher holds the state");

void tie_hasher_init(tie_hasher *hasher) {
    XXH3_64bits_reset((XXH3_state_t *)(void *)hasher->state);
}

void tie_hasher_add(tie_hasher *hasher, tie_str s) {
    XXH3_64bits_update((XXH3_state_t *)(void *)hasher->state, s.ptr, s.len);
}

uint64_t tie_hasher_end(const tie_hasher *hasher) {
    return XXH3_64bits_digest((const XXH3_state_t *)(const void *)hasher->state);
}
