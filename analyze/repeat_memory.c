/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_memory.h"

#include "analyze/brief.h"
#include "base/hash.h"

/* What is remarked of clusters rests on facets, too. */
uint64_t tie_repeat_memory_maker(void) { return tie_brief_maker(); }

enum { SUM_BYTES = sizeof(uint64_t) };

tie_buf tie_repeat_part_new(tie_arena *arena) {
    tie_buf part = tie_buf_new(arena);
    tie_pack_hash(&part, 0);
    return part;
}

/* The name is in the sum: no part stands in for another. */
static uint64_t sum_of(tie_str name, tie_str bytes) {
    return tie_hash_mix(tie_hash(name), tie_hash(bytes));
}

void tie_repeat_part_put(const tie_repeat_memory *memory, tie_str name, tie_buf *part) {
    uint64_t sum = sum_of(name, tie_str_sub(tie_buf_str(part), SUM_BYTES, part->len));
    memcpy(part->ptr, &sum, SUM_BYTES);
    memory->put(memory->user, name, tie_buf_str(part));
}

bool tie_repeat_part_intact(tie_str name, tie_str bytes) {
    tie_packed reader = tie_packed_new(bytes);
    uint64_t sum = tie_unpack_hash(&reader);
    return reader.good && sum == sum_of(name, tie_str_sub(bytes, SUM_BYTES, bytes.len));
}

tie_str tie_repeat_part_get(const tie_repeat_memory *memory, tie_arena *arena, tie_str name,
                            bool *damaged) {
    tie_str part = memory->get(memory->user, arena, name);
    if (!part.len)
        return part;
    if (tie_repeat_part_intact(name, part))
        return tie_str_sub(part, SUM_BYTES, part.len);
    *damaged = true;
    return (tie_str){0};
}
