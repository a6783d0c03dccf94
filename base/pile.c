/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pile.h"

#include <stdlib.h>

enum { FIRST = 64 };

void *tie__pile_grow(tie_arena *arena, void *items, size_t *capacity, size_t size_bytes) {
    size_t more = *capacity ? *capacity * 2 : FIRST;
    void *out = more > SIZE_MAX / 2 / size_bytes ? NULL : realloc(items, more * size_bytes);
    if (!out)
        longjmp(*arena->guard, 1);
    *capacity = more;
    return out;
}

void *tie__pile_zeroed(tie_arena *arena, size_t count, size_t size_bytes) {
    void *out = calloc(count ? count : 1, size_bytes);
    if (!out)
        longjmp(*arena->guard, 1);
    return out;
}

void tie__pile_release(void *items) { free(items); }
