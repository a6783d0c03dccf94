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
    return (tie_repeat_node){tie_repeat_sentence_start(&r->store, sentence),
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

/* Where links get their nodes from. */
typedef struct linker {
    const tie_repeats *r;
    tie_repeat_graph *graph;
    uint32_t *leaders; /* node of the leader of each class */
} linker;

/* The link of a twin that is no leader: those of edges come first. */
static tie_repeat_link *link_of(const linker *l, size_t member, uint32_t class) {
    return &l->graph->links[l->r->edges.count + member - class - 1];
}

/* The interval of that number is part of the node. */
static void set_node(const linker *l, size_t number, uint32_t node) {
    const tie_repeat_twins *t = &l->r->twins;
    size_t sides = 2 * l->r->edges.count;
    if (number < sides) {
        tie_repeat_link *link = &l->graph->links[number / 2];
        *(number % 2 ? &link->b : &link->a) = node;
        return;
    }
    size_t member = number - sides;
    uint32_t class = t->class_of[t->members.items[member]];
    if (t->first.items[class] == member)
        l->leaders[class] = node;
    else
        link_of(l, member, class)->b = node;
}

static void make_nodes(tie_repeats *r, const linker *l, size_t all) {
    sweep s = {.graph = l->graph};
    uint64_t step = tie_repeat_slice(r, all);
    for (uint64_t low = 0; low < r->store.token_count; low += step) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        size_t count;
        const tie_sort_record *records = collect(r, all, low, low + step, &count);
        for (size_t i = 0; i < count; i++) {
            uint32_t first = (uint32_t)(records[i].key >> 32);
            close_nodes(&s, first);
            set_node(l, records[i].value, find_node(&s, first, (uint32_t)records[i].key));
        }
        tie_arena_rewind(&r->scratch, mark);
    }
}

/* Every twin is linked to its leader. */
static void link_twins(const linker *l) {
    const tie_repeat_twins *t = &l->r->twins;
    for (uint32_t c = 0; c < t->class_count; c++)
        for (size_t i = t->first.items[c] + 1; i < t->first.items[c + 1]; i++)
            link_of(l, i, c)->a = l->leaders[c];
}

tie_repeat_graph tie__repeats_graph(tie_repeats *r, tie_arena *links_arena) {
    size_t edges = r->edges.count, links = edges + count_twins(r) - r->twins.class_count;
    tie_repeat_graph graph = {.link_count = links, .edge_count = edges};
    linker l = {r, &graph, TIE_NEW(links_arena, uint32_t, r->twins.class_count)};
    graph.nodes = tie_arena_alloc(&r->scratch, (2 * edges + count_twins(r)) * sizeof *graph.nodes,
                                  alignof(tie_repeat_node));
    graph.links =
        tie_arena_alloc(links_arena, links * sizeof *graph.links, alignof(tie_repeat_link));
    make_nodes(r, &l, 2 * edges + count_twins(r));
    link_twins(&l);
    return graph;
}
