/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edges as a graph of intervals. */
#ifndef TIE_ANALYZE_REPEAT_NODES_H
#define TIE_ANALYZE_REPEAT_NODES_H

#include "analyze/repeat_stage.h"

/* Tokens [first, end), in order of first. */
typedef struct tie_repeat_node {
    uint32_t first, end;
} tie_repeat_node;

typedef struct tie_repeat_link {
    uint32_t a, b;
} tie_repeat_link;

typedef struct tie_repeat_graph {
    tie_repeat_node *nodes;
    tie_repeat_link *links;
    uint32_t node_count;
    size_t link_count, edge_count; /* links of edges come first, then those of twins */
} tie_repeat_graph;

/* What: the graph of r's edges and twins. Owns: r's scratch; links_arena. */
tie_repeat_graph tie__repeats_graph(tie_repeats *r, tie_arena *links_arena);

#endif
