/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

struct tie_chunk {
    tie_chunk *older;
    size_t size_bytes; /* of the bytes that follow */
    alignas(max_align_t) char bytes[];
};

void tie_arena_init(tie_arena *arena, size_t limit_bytes, jmp_buf *guard) {
    *arena = (tie_arena){.limit_bytes = limit_bytes, .guard = guard};
}

static void use_chunk(tie_arena *arena, tie_chunk *chunk) {
    arena->chunk = chunk;
    arena->at = chunk ? chunk->bytes : NULL;
    arena->end = chunk ? chunk->bytes + chunk->size_bytes : NULL;
}

void tie_arena_release(tie_arena *arena) {
    for (tie_chunk *chunk = arena->chunk; chunk;) {
        tie_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    use_chunk(arena, NULL);
    arena->used_bytes = 0;
}

void tie_arena_clear(tie_arena *arena) {
    tie_chunk *keep = NULL;
    for (tie_chunk *chunk = arena->chunk; chunk;) {
        tie_chunk *older = chunk->older;
        bool larger = !keep || chunk->size_bytes > keep->size_bytes;
        if (larger) {
            free(keep);
            keep = chunk;
        } else {
            free(chunk);
        }
        chunk = older;
    }
    if (keep)
        keep->older = NULL;
    use_chunk(arena, keep);
    arena->used_bytes = keep ? keep->size_bytes : 0;
}

tie_mark tie_arena_mark(const tie_arena *arena) {
    return (tie_mark){arena->chunk, arena->at, arena->used_bytes};
}

void tie_arena_rewind(tie_arena *arena, tie_mark mark) {
    while (arena->chunk != mark.chunk) {
        tie_chunk *older = arena->chunk->older;
        free(arena->chunk);
        arena->chunk = older;
    }
    use_chunk(arena, mark.chunk);
    if (mark.at)
        arena->at = mark.at;
    arena->used_bytes = mark.used_bytes;
}

static void add_chunk(tie_arena *arena, size_t need_bytes) {
    size_t size = arena->chunk ? arena->chunk->size_bytes * 2 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK)
        size = LARGEST_CHUNK;
    if (size < need_bytes || (arena->limit_bytes && size > arena->limit_bytes - arena->used_bytes))
        size = need_bytes;
    bool over = arena->limit_bytes && arena->used_bytes + size > arena->limit_bytes;
    tie_chunk *chunk = over || size > SIZE_MAX / 2 ? NULL : malloc(sizeof *chunk + size);
    if (!chunk)
        longjmp(*arena->guard, 1);
    chunk->older = arena->chunk;
    chunk->size_bytes = size;
    arena->used_bytes += size;
    use_chunk(arena, chunk);
}

void tie_arena_reserve(tie_arena *arena, size_t size_bytes) {
    if (!arena->at || size_bytes > (size_t)(arena->end - arena->at))
        add_chunk(arena, size_bytes);
}

void *tie_arena_alloc(tie_arena *arena, size_t size_bytes, size_t align) {
    size_t pad = (size_t)(-(uintptr_t)arena->at & (align - 1));
    if (size_bytes > SIZE_MAX / 2)
        longjmp(*arena->guard, 1);
    if (!arena->at || size_bytes > (size_t)(arena->end - arena->at) ||
        pad > (size_t)(arena->end - arena->at) - size_bytes) {
        add_chunk(arena, size_bytes + align);
        pad = (size_t)(-(uintptr_t)arena->at & (align - 1));
    }
    void *out = arena->at + pad;
    arena->at += pad + size_bytes;
    return out;
}

tie_str tie_arena_str(tie_arena *arena, tie_str s) {
    if (!s.len)
        return (tie_str){s.ptr ? "" : NULL, 0};
    char *copy = tie_arena_alloc(arena, s.len, 1);
    memcpy(copy, s.ptr, s.len);
    return (tie_str){copy, s.len};
}

tie_str tie_arena_printf(tie_arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *out = tie_arena_alloc(arena, (size_t)len + 1, 1);
    vsnprintf(out, (size_t)len + 1, format, again);
    va_end(again);
    return (tie_str){out, (size_t)len};
}

void *tie__arena_array(tie_arena *arena, size_t count, size_t size_bytes, size_t align) {
    if (count > SIZE_MAX / 4 / size_bytes)
        longjmp(*arena->guard, 1);
    return tie_arena_alloc(arena, count * size_bytes, align);
}

void *tie__arena_zeroed(tie_arena *arena, size_t count, size_t size_bytes, size_t align) {
    void *out = tie__arena_array(arena, count, size_bytes, align);
    if (count)
        memset(out, 0, count * size_bytes);
    return out;
}

void *tie__arena_grow(tie_arena *arena, void *items, size_t *capacity, size_t size_bytes,
                      size_t align) {
    size_t old = *capacity, more = old ? old * 2 : 8;
    if (more > SIZE_MAX / 4 / size_bytes)
        longjmp(*arena->guard, 1);
    char *out = tie_arena_alloc(arena, more * size_bytes, align);
    if (old)
        memcpy(out, items, old * size_bytes);
    memset(out + old * size_bytes, 0, (more - old) * size_bytes);
    *capacity = more;
    return out;
}
