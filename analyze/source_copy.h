/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who shares with whom what few others say; for analyze/source*.c alone. */
#ifndef TIE_ANALYZE_SOURCE_COPY_H
#define TIE_ANALYZE_SOURCE_COPY_H

#include "analyze/source_items.h"
#include "analyze/sources.h"

typedef struct tie_source_copies {
    TIE_VEC(tie_copying) pairs; /* reported ones, strongest first */
    uint32_t *votes;            /* of each source: the group that it votes with, from 0 */
} tie_source_copies;

/* What: pairs that share minority values or passages beyond chance, and who votes as one. Which
 * value has the majority, and how often two independent sources meet in a minority, depends on who
 * copies, and the other way round: they are found in turns, a suspected group counting once.
 * passages may be NULL. Owns: arena. */
tie_source_copies tie_source_copies_of(tie_arena *arena, tie_arena *scratch,
                                       const tie_source_items *items,
                                       const tie_source_passages *passages);

/* Sets of sources: root of a, and joining two. */
uint32_t tie_source_root(uint32_t *parent, uint32_t a);
void tie_source_join(uint32_t *parent, uint32_t a, uint32_t b);

#endif
