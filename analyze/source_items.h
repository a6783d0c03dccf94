/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items of the audit of sources: cells with a voice of two or more sources; for
 * analyze/source*.c alone. */
#ifndef TIE_ANALYZE_SOURCE_ITEMS_H
#define TIE_ANALYZE_SOURCE_ITEMS_H

#include "analyze/run.h"

#define TIE_NO_SOURCE UINT32_MAX

/* One source's figure in an item. */
typedef struct tie_voice {
    uint32_t source, claim;
    uint32_t cluster; /* 0: the one with the most voices */
} tie_voice;

typedef struct tie_item {
    uint32_t first, count; /* among the voices */
    uint32_t clusters;
} tie_item;

/* A figure that its source changed from one document to a later one. */
typedef struct tie_changed {
    uint32_t source;
    int32_t lag_days; /* -1: a day is not known */
    bool said;        /* the later one says so */
    bool open;        /* the period was not over at the first */
} tie_changed;

typedef struct tie_source_items {
    uint32_t *source_of;  /* by document; TIE_NO_SOURCE where it has none */
    const tie_str *names; /* of the sources, in order of bytes */
    size_t source_count;
    TIE_VEC(tie_voice) voices;
    TIE_VEC(tie_item) items;
    TIE_VEC(tie_changed) changes;
} tie_source_items;

/* run: with a scratch of its own. Owns: arena; scratch is left as it was. */
tie_source_items tie_source_items_of(tie_run *run, tie_arena *arena, tie_arena *scratch);

/* source_cluster.c: sorts the voices of one item into clusters and drops those that say nothing.
 * Returns how many stay, and their clusters. */
uint32_t tie_cluster_voices(const tie_run *run, tie_arena *scratch, tie_voice *voices,
                            uint32_t count, uint32_t *clusters);

#endif
