/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sides of edges and the twin sentences become nodes: intervals that nearly coincide are one.
 * Edges become links between nodes. */
#include "analyze/repeat_nodes.h"
#include "analyze/repeat_sort.h"

enum { OPEN = 8 }; /* nodes that a new interval is compared with */

typedef struct sweep {
    tie_repeat_graph *graph;
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

/* The intervals are numbered: sides of edges (2 * edge + side), then twins. */
static size_t count_twins(const tie_repeats *r) { return r->twins.members.count; }

static tie_repeat_node interval_at(const tie_repeats *r, size_t number) {
    size_t sides = 2 * r->edges.count;
    if (number < sides) {
        const tie_repeat_edge *e = &r->edges.items[number / 2];
        return number % 2 ? (tie_repeat_node){e->b0, e->b1} : (tie_repeat_node){e->a0, e->a1};
    }
    uint32_t sentence = r->twins.members.items[number - sides];
    return (tie_repeat_node){tie_repeat_sentence_at(&r->store, sentence)->first,
                             tie_repeat_sentence_end(&r->store, sentence)};
}

/* The intervals that begin in [low, high), in order; value is the number. */
static tie_sort_record *collect(tie_repeats *r, size_t all, uint64_t low, uint64_t high,
                                size_t *count) {
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        uint32_t first = interval_at(r, i).first;
        *count += first >= low && first < high;
    }
    tie_sort_record *records = tie_sort_room(&r->scratch, *count), *at = records;
    for (size_t i = 0; i < all; i++) {
        tie_repeat_node n = interval_at(r, i);
        if (n.first >= low && n.first < high)
            *at++ = (tie_sort_record){(uint64_t)n.first << 32 | n.end, i};
    }
    tie_sort_records(&r->scratch, records, *count);
    return records;
}

static void make_nodes(tie_repeats *r, tie_repeat_graph *graph, uint32_t *node_of, size_t all) {
    sweep s = {.graph = graph};
    uint64_t step = tie_repeat_slice(r, all);
    for (uint64_t low = 0; low < r->store.token_count; low += step) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        size_t count;
        const tie_sort_record *records = collect(r, all, low, low + step, &count);
        for (size_t i = 0; i < count; i++) {
            uint32_t first = (uint32_t)(records[i].key >> 32);
            close_nodes(&s, first);
            node_of[records[i].value] = find_node(&s, first, (uint32_t)records[i].key);
        }
        tie_arena_rewind(&r->scratch, mark);
    }
}

static void make_links(const tie_repeats *r, tie_repeat_graph *graph, const uint32_t *node_of) {
    const tie_repeat_twins *t = &r->twins;
    size_t sides = 2 * r->edges.count;
    for (size_t i = 0; i < r->edges.count; i++)
        graph->links[graph->link_count++] = (tie_repeat_link){node_of[2 * i], node_of[2 * i + 1]};
    for (uint32_t c = 0; c < t->class_count; c++)
        for (uint32_t i = t->first.items[c] + 1; i < t->first.items[c + 1]; i++)
            graph->links[graph->link_count++] =
                (tie_repeat_link){node_of[sides + t->first.items[c]], node_of[sides + i]};
}

tie_repeat_graph tie__repeats_graph(tie_repeats *r) {
    size_t links = r->edges.count + count_twins(r), count = links + r->edges.count;
    tie_arena *arena = &r->scratch;
    tie_repeat_graph graph = {
        .nodes = tie_arena_alloc(arena, count * sizeof *graph.nodes, alignof(tie_repeat_node)),
        .links = tie_arena_alloc(arena, links * sizeof *graph.links, alignof(tie_repeat_link))};
    uint32_t *node_of = tie_arena_alloc(arena, count * sizeof *node_of, alignof(uint32_t));
    make_nodes(r, &graph, node_of, count);
    make_links(r, &graph, node_of);
    return graph;
}
