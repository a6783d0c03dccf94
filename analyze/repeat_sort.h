/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stable radix sorts. scratch gives room for one copy and is left as it was. */
#ifndef TIE_ANALYZE_REPEAT_SORT_H
#define TIE_ANALYZE_REPEAT_SORT_H

#include "base/arena.h"

typedef struct tie_sort_record {
    uint64_t key, value;
} tie_sort_record;

/* Room for count records, to be filled. */
static inline tie_sort_record *tie_sort_room(tie_arena *arena, size_t count) {
    return tie_arena_alloc(arena, count * sizeof(tie_sort_record), alignof(tie_sort_record));
}

/* By key. */
void tie_sort_records(tie_arena *scratch, tie_sort_record *records, size_t count);
/* By the upper 32 bits alone. */
void tie_sort_postings(tie_arena *scratch, uint64_t *postings, size_t count);

#endif
