/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing array for the few that are as long as a corpus. Unlike TIE_VEC it is in no arena and
 * must be released: large blocks of the heap grow by moving pages, so that neither copies nor what
 * is reserved ahead take memory. */
#ifndef TIE_BASE_PILE_H
#define TIE_BASE_PILE_H

#include "base/arena.h"

/* As TIE_PUSH; the arena's guard is taken when memory runs out. Not zeroed. */
#define TIE_PILE(arena, vec)                                                                       \
    ((vec)->count == (vec)->capacity                                                               \
         ? ((vec)->items =                                                                         \
                tie__pile_grow((arena), (vec)->items, &(vec)->capacity, sizeof *(vec)->items),     \
            &(vec)->items[(vec)->count++])                                                         \
         : &(vec)->items[(vec)->count++])
void *tie__pile_grow(tie_arena *arena, void *items, size_t *capacity, size_t size_bytes);

/* What: so many items of zeros at once; those that nobody looks at take no memory. */
#define TIE_PILE_ZEROED(arena, vec, room)                                                          \
    ((vec)->items = tie__pile_zeroed((arena), (room), sizeof *(vec)->items),                       \
     (vec)->capacity = (vec)->count = (room))
void *tie__pile_zeroed(tie_arena *arena, size_t count, size_t size_bytes);

#define TIE_PILE_RELEASE(vec) tie__pile_release((vec)->items)
void tie__pile_release(void *items);

#endif
