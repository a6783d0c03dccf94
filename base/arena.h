/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that is freed all at once. What creates data takes an arena first and never frees.
 * Nothing in an arena owns an outside resource.
 *
 * Running out of memory (or over the arena's limit) does not return: it jumps to the arena's guard,
 * which the entry point that made the arena has set with TIE_GUARD; the entry point then releases
 * the arena and returns TIE_EMEM. An allocation therefore never yields NULL, and no code between
 * needs a check. Between a guard and an allocation nothing may hold a resource (file, lock, handle)
 * that is not reachable from the entry point.
 *
 * Lifetimes in this program: ruleset, corpus, run, and scratch (per worker, reset after each
 * document). */
#ifndef TIE_BASE_ARENA_H
#define TIE_BASE_ARENA_H

#include "base/str.h"

#include <setjmp.h>
#include <stdalign.h>

typedef struct tie_chunk tie_chunk;

typedef struct tie_arena {
    tie_chunk *chunk;  /* newest */
    char *at, *end;    /* free bytes of the newest chunk */
    size_t used_bytes; /* in all chunks, for the limit and the statistics */
    size_t limit_bytes;
    jmp_buf *guard;
} tie_arena;

/* A point to go back to. */
typedef struct tie_mark {
    tie_chunk *chunk;
    char *at;
    size_t used_bytes;
} tie_mark;

/* True when an allocation under this guard has failed: setjmp's second return. */
#define TIE_GUARD(jump) (setjmp(jump) != 0)

/* limit_bytes 0: none. Takes no memory yet. */
void tie_arena_init(tie_arena *arena, size_t limit_bytes, jmp_buf *guard);
void tie_arena_release(tie_arena *arena);
/* Forgets everything but keeps the largest chunk for reuse. */
void tie_arena_clear(tie_arena *arena);
tie_mark tie_arena_mark(const tie_arena *arena);
void tie_arena_rewind(tie_arena *arena, tie_mark mark);

/* So many bytes are free in one piece; a rewind to a mark made after this keeps them for the next.
 */
void tie_arena_reserve(tie_arena *arena, size_t size_bytes);
void *tie_arena_alloc(tie_arena *arena, size_t size_bytes, size_t align); /* not zeroed */
tie_str tie_arena_str(tie_arena *arena, tie_str s);                       /* a copy */
tie_str tie_arena_printf(tie_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A zeroed array of count Ts. */
#define TIE_NEW(arena, T, count) ((T *)tie__arena_zeroed((arena), (count), sizeof(T), alignof(T)))
/* As many, not zeroed: for lists that are filled from the start, of which often little is used. */
#define TIE_ROOM(arena, T, count) ((T *)tie__arena_array((arena), (count), sizeof(T), alignof(T)))
void *tie__arena_zeroed(tie_arena *arena, size_t count, size_t size_bytes, size_t align);
void *tie__arena_array(tie_arena *arena, size_t count, size_t size_bytes, size_t align);

/* A growing array in an arena: struct { T *items; size_t count, capacity; }.
 * Pointers into it are lost when it grows. */
#define TIE_VEC(T)                                                                                 \
    struct {                                                                                       \
        T *items;                                                                                  \
        size_t count, capacity;                                                                    \
    }
#define TIE_PUSH(arena, vec)                                                                       \
    ((vec)->count == (vec)->capacity                                                               \
         ? ((vec)->items = tie__arena_grow((arena), (vec)->items, &(vec)->capacity,                \
                                           sizeof *(vec)->items, alignof(max_align_t)),            \
            &(vec)->items[(vec)->count++])                                                         \
         : &(vec)->items[(vec)->count++])
/* Room for so many items in an empty vec, so that nothing is left behind when it grows. */
#define TIE_RESERVE(arena, vec, room)                                                              \
    ((vec)->items = tie_arena_alloc((arena), (room) * sizeof *(vec)->items, alignof(max_align_t)), \
     (vec)->capacity = (room))
void *tie__arena_grow(tie_arena *arena, void *items, size_t *capacity, size_t size_bytes,
                      size_t align);

#endif
