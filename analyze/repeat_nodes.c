/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sides of edges and the twin sentences become nodes: intervals that nearly coincide are one.
 * Edges become links between nodes. */
#include "analyze/repeat_nodes.h"
#include "analyze/repeat_sort.h"

enum { OPEN = 8 }; /* nodes that a new interval is compared with */

typedef struct sweep {
    tie_repeat_graph *graph;
    tie_arena *arena;
    uint32_t open[OPEN];
    size_t open_count;
} sweep;

/* Do the intervals share at least four fifths of what they cover together? */
static bool nearly_equal(const tie_repeat_node *node, uint32_t first, uint32_t end) {
    uint32_t low = node->first > first ? node->first : first;
    uint32_t high = node->end < end ? node->end : end;
    uint64_t both = high > low ? high - low : 0;
    uint64_t all = (uint64_t)(node->end - node->first) + (end - first) - both;
    return both * 5 >= all * 4;
}

static uint32_t find_node(sweep *s, uint32_t first, uint32_t end) {
    for (size_t i = 0; i < s->open_count; i++) {
        tie_repeat_node *node = &s->graph->nodes[s->open[i]];
        if (nearly_equal(node, first, end)) {
            node->first = node->first < first ? node->first : first;
            node->end = node->end > end ? node->end : end;
            return s->open[i];
        }
    }
    uint32_t number = s->graph->node_count++;
    s->graph->nodes[number] = (tie_repeat_node){first, end};
    if (s->open_count == OPEN)
        memmove(s->open, s->open + 1, --s->open_count * sizeof *s->open);
    s->open[s->open_count++] = number;
    return number;
}

static void close_nodes(sweep *s, uint32_t before) {
    size_t kept = 0;
    for (size_t i = 0; i < s->open_count; i++)
        if (s->graph->nodes[s->open[i]].end > before)
            s->open[kept++] = s->open[i];
    s->open_count = kept;
}

/* All intervals: value counts edge sides (2 * edge + side), then twins. */
static tie_sort_record *collect(tie_repeats *r, size_t *count) {
    const tie_repeat_twins *t = &r->twins;
    size_t sides = 2 * r->edges.count, twins = t->class_count ? t->first[t->class_count] : 0;
    tie_sort_record *records = tie_sort_room(&r->scratch, sides + twins);
    for (size_t i = 0; i < r->edges.count; i++) {
        const tie_repeat_edge *e = &r->edges.items[i];
        records[2 * i] = (tie_sort_record){(uint64_t)e->a0 << 32 | e->a1, 2 * i};
        records[2 * i + 1] = (tie_sort_record){(uint64_t)e->b0 << 32 | e->b1, 2 * i + 1};
    }
    for (size_t i = 0; i < twins; i++) {
        uint64_t first = tie_repeat_sentence_at(&r->store, t->members[i])->first;
        records[sides + i] = (tie_sort_record){
            first << 32 | tie_repeat_sentence_end(&r->store, t->members[i]), sides + i};
    }
    *count = sides + twins;
    tie_sort_records(&r->scratch, records, *count);
    return records;
}

static void add_links(tie_repeats *r, const uint32_t *node_of, tie_repeat_graph *graph) {
    const tie_repeat_twins *t = &r->twins;
    size_t sides = 2 * r->edges.count;
    graph->links = TIE_NEW(&r->scratch, tie_repeat_link,
                           r->edges.count + (t->class_count ? t->first[t->class_count] : 0));
    for (size_t i = 0; i < r->edges.count; i++)
        graph->links[graph->link_count++] = (tie_repeat_link){node_of[2 * i], node_of[2 * i + 1]};
    for (uint32_t c = 0; c < t->class_count; c++)
        for (uint32_t i = t->first[c] + 1; i < t->first[c + 1]; i++)
            graph->links[graph->link_count++] =
                (tie_repeat_link){node_of[sides + t->first[c]], node_of[sides + i]};
}

tie_repeat_graph tie__repeats_graph(tie_repeats *r) {
    size_t count;
    tie_sort_record *records = collect(r, &count);
    tie_repeat_graph graph = {.nodes = TIE_NEW(&r->scratch, tie_repeat_node, count)};
    uint32_t *node_of = TIE_NEW(&r->scratch, uint32_t, count);
    sweep s = {.graph = &graph, .arena = &r->scratch};
    for (size_t i = 0; i < count; i++) {
        uint32_t first = (uint32_t)(records[i].key >> 32);
        close_nodes(&s, first);
        node_of[records[i].value] = find_node(&s, first, (uint32_t)records[i].key);
    }
    add_links(r, node_of, &graph);
    return graph;
}
