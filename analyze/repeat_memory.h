/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search for repeats leaves for the next one over nearly the same documents: bytes by names
 * that the parts of the search choose ("documents", "tokens/7", ...). Whoever keeps them gives back
 * what this program put with the same rules, or nothing at all; of damage the bytes themselves must
 * tell.
 *
 * What is found with a memory is what is found without one, byte for byte. */
#ifndef TIE_ANALYZE_REPEAT_MEMORY_H
#define TIE_ANALYZE_REPEAT_MEMORY_H

#include "base/packed.h"

typedef struct tie_repeat_memory {
    void *user;
    /* The bytes of that name; empty when there are none. Owns: arena. */
    tie_str (*get)(void *user, tie_arena *arena, tie_str name);
    /* Keeps a copy of the bytes under that name in the place of what was there; empty: forgets
     * them. */
    void (*put)(void *user, tie_str name, tie_str bytes);
} tie_repeat_memory;

/* Equal for programs that leave and take the same; the rules are not in it. */
uint64_t tie_repeat_memory_maker(void);

/* ---- Parts, with a checksum in front ---- */

/* An empty part, to be written and then put. Owns: arena. */
tie_buf tie_repeat_part_new(tie_arena *arena);
void tie_repeat_part_put(const tie_repeat_memory *memory, tie_str name, tie_buf *part);
/* What: the bytes that were written to the part; empty when there is none. *damaged is set where
 * they are not what was put. Owns: arena. */
tie_str tie_repeat_part_get(const tie_repeat_memory *memory, tie_arena *arena, tie_str name,
                            bool *damaged);

/* The bytes under that name are what was put. */
bool tie_repeat_part_intact(tie_str name, tie_str bytes);

#endif
