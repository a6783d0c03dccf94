/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map from 64-bit hashes to small numbers, for the compiler of packs: names to indexes. Two names
 * that share a hash are taken for one; at 64 bits that is left to chance. */
#ifndef TIE_RULES_MAP_H
#define TIE_RULES_MAP_H

#include "base/arena.h"
#include "base/hash.h"

typedef struct tie_map_slot {
    uint64_t key;
    uint32_t value;
    bool used;
} tie_map_slot;

typedef struct tie_map {
    tie_map_slot *slots;
    size_t count, capacity;
} tie_map;

/* Room for so many keys in an empty map. */
void tie_map_reserve(tie_map *map, tie_arena *arena, size_t count);
/* The value of key, or NULL. Valid until the next put. */
uint32_t *tie_map_find(const tie_map *map, uint64_t key);
/* Sets the value of key unless it has one. Returns false when it had. */
bool tie_map_put(tie_map *map, tie_arena *arena, uint64_t key, uint32_t value);

#endif
