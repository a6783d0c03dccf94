/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/map.h"

enum { LEAST = 64 };

static tie_map_slot *slot_at(const tie_map *map, uint64_t key) {
    size_t mask = map->capacity - 1, i = (size_t)(key ^ key >> 32) & mask;
    while (map->slots[i].used && map->slots[i].key != key)
        i = (i + 1) & mask;
    return &map->slots[i];
}

uint32_t *tie_map_find(const tie_map *map, uint64_t key) {
    if (!map->capacity)
        return NULL;
    tie_map_slot *slot = slot_at(map, key);
    return slot->used ? &slot->value : NULL;
}

static void make_slots(tie_map *map, tie_arena *arena, size_t capacity) {
    map->capacity = capacity;
    map->slots = TIE_NEW(arena, tie_map_slot, capacity);
}

void tie_map_reserve(tie_map *map, tie_arena *arena, size_t count) {
    size_t capacity = LEAST;
    while (capacity < count * 2)
        capacity *= 2;
    make_slots(map, arena, capacity);
}

static void grow(tie_map *map, tie_arena *arena) {
    tie_map old = *map;
    make_slots(map, arena, old.capacity ? old.capacity * 2 : LEAST);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].used)
            *slot_at(map, old.slots[i].key) = old.slots[i];
}

bool tie_map_put(tie_map *map, tie_arena *arena, uint64_t key, uint32_t value) {
    if (map->count * 2 >= map->capacity)
        grow(map, arena);
    tie_map_slot *slot = slot_at(map, key);
    if (slot->used)
        return false;
    *slot = (tie_map_slot){key, value, true};
    map->count++;
    return true;
}
