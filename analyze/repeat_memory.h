/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search for repeats leaves for the next one over nearly the same documents: bytes by names
 * that the parts of the search choose ("tokens/...", "segment/...", "edges/..."). Whoever keeps
 * them gives back what was put, or nothing at all; of damage the bytes themselves must tell.
 *
 * What is found with a memory is what is found without one, byte for byte. */
#ifndef TIE_ANALYZE_REPEAT_MEMORY_H
#define TIE_ANALYZE_REPEAT_MEMORY_H

#include "base/arena.h"

typedef struct tie_repeat_memory {
    void *user;
    /* The bytes of that name; empty when there are none. Owns: arena. */
    tie_str (*get)(void *user, tie_arena *arena, tie_str name);
    /* Keeps a copy of the bytes under that name in the place of what was there; empty: forgets
     * them. */
    void (*put)(void *user, tie_str name, tie_str bytes);
} tie_repeat_memory;

#endif
