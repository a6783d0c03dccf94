/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters grow from the earliest node over links, as long as the nodes align with that earliest
 * one; what does not is left for a cluster of its own. With a memory two nodes are held against
 * each other once. */
#include "analyze/repeat_align.h"
#include "analyze/repeat_nodes.h"
#include "analyze/repeat_tidy.h"
#include "base/hash.h"
#include "base/pile.h"

#define NONE UINT32_MAX
#define ANSWERS TIE_STR("aligned")
#define TWIN 0x80000000u /* flag of a neighbour: equal but for figures */

typedef struct builder {
    tie_repeats *r;
    tie_repeat_graph graph;
    uint32_t *first_link; /* node_count + 1 indexes into neighbours */
    uint32_t *neighbours;
    uint32_t *cluster; /* of each node, or NONE */
    uint32_t *members; /* nodes, cluster by cluster; two for a node left alone: it, its neighbour */
    uint32_t *ends;    /* of each cluster, in members */
    size_t member_count;
    uint32_t *by_rank;    /* documents */
    uint32_t *first_node; /* of each document; one more at the end */
    uint32_t cluster_count;
    tie_map known;   /* keys of nodes that the search before held against each other: they align */
    tie_buf answers; /* for the next one */
} builder;

static void index_links(builder *b) {
    const tie_repeat_graph *g = &b->graph;
    b->first_link = TIE_NEW(&b->r->scratch, uint32_t, g->node_count + 1);
    b->neighbours = TIE_NEW(&b->r->scratch, uint32_t, 2 * g->link_count);
    for (size_t i = 0; i < g->link_count; i++) {
        b->first_link[g->links[i].a]++;
        b->first_link[g->links[i].b]++;
    }
    for (uint32_t i = 0, sum = 0; i <= g->node_count; i++) {
        sum += b->first_link[i];
        b->first_link[i] = sum; /* the end; filling moves it to the start */
    }
    for (size_t i = 0; i < g->link_count; i++) {
        uint32_t twin = i < g->edge_count ? 0 : TWIN;
        b->neighbours[--b->first_link[g->links[i].a]] = g->links[i].b | twin;
        b->neighbours[--b->first_link[g->links[i].b]] = g->links[i].a | twin;
    }
}

/* Nodes are in the order of their tokens: those of a document lie together. */
static void index_documents(builder *b) {
    tie_repeats *r = b->r;
    uint32_t count = (uint32_t)r->store.documents.count, node = 0;
    b->by_rank = TIE_NEW(&r->scratch, uint32_t, count);
    b->first_node = TIE_NEW(&r->scratch, uint32_t, (size_t)count + 1);
    for (uint32_t d = 0; d < count; d++) {
        b->by_rank[r->rank[d]] = d;
        b->first_node[d] = node;
        uint32_t end = tie_repeat_document_end(&r->store, d);
        while (node < b->graph.node_count && b->graph.nodes[node].first < end)
            node++;
    }
    b->first_node[count] = node;
}

/* ---- Do two nodes align well enough for one cluster? ---- */

static bool align(tie_repeats *r, const tie_repeat_node *x, const tie_repeat_node *y) {
    uint32_t a = x->first, b = y->first;
    if (!tie_repeat_anchor(&r->store, false, &a, x->end, &b, y->end))
        return false;
    tie_repeat_reach right = tie_repeat_walk(&r->store, true, 2, a, x->end, b, y->end);
    tie_repeat_reach left = tie_repeat_walk(&r->store, false, 2, a, x->first, b, y->first);
    uint32_t matched = right.tally.matched + left.tally.matched;
    uint32_t unmasked = right.tally.unmasked + left.tally.unmasked;
    uint32_t changed = right.tally.changed + left.tally.changed;
    uint32_t longer = x->end - x->first > y->end - y->first ? x->end - x->first : y->end - y->first;
    return matched >= TIE_PASSAGE_WORDS && unmasked >= TIE_PASSAGE_UNMASKED &&
           2 * matched * 10 >= (2 * matched + changed) * 7 && right.a - left.a >= longer / 2;
}

/* Answers are kept as keys of two nodes, the lowest bit says whether they align. */
static void read_answers(builder *b) {
    if (!b->r->options.memory)
        return;
    tie_packed reader = tie_packed_new(tie__repeats_get(b->r, ANSWERS));
    while (reader.at < reader.end) {
        uint64_t answer = tie_unpack_hash(&reader);
        tie_map_put(&b->known, &b->r->scratch, answer | 1, answer & 1);
    }
    b->r->damaged |= !reader.good;
}

static void keep_answers(const builder *b) {
    if (b->r->options.memory)
        tie__repeats_put(b->r, ANSWERS, tie_buf_str(&b->answers));
}

static uint64_t key_of(const builder *b, uint32_t x, uint32_t y, tie_repeat_key *stretch) {
    const tie_repeat_store *store = &b->r->store;
    const tie_repeat_node *a = &b->graph.nodes[x], *c = &b->graph.nodes[y];
    return tie_hash_mix(stretch(store, a->first, a->end), stretch(store, c->first, c->end)) | 1;
}

static bool aligned(builder *b, uint32_t x, uint32_t y) {
    const tie_repeat_node *nodes = b->graph.nodes;
    if (!b->r->options.memory)
        return align(b->r, &nodes[x], &nodes[y]);
    uint64_t key = key_of(b, x, y, tie_repeat_stretch_key);
    const uint32_t *known = tie_map_find(&b->known, key);
    if (!known)
        known = tie_map_find(&b->known, key_of(b, x, y, tie_repeat_former_key));
    bool answer = known ? *known : align(b->r, &nodes[x], &nodes[y]);
    tie_pack_hash(&b->answers, answer ? key : key - 1);
    return answer;
}

/* ---- Clusters ---- */

/* Takes what hangs together with centre and aligns with it; twins stay together whatever else is
 * found about one of them. Returns how many nodes. */
static uint32_t grow_cluster(builder *b, uint32_t centre) {
    uint32_t number = b->cluster_count, count = 0, *queue = b->members + b->member_count;
    queue[count++] = centre;
    b->cluster[centre] = number;
    for (uint32_t at = 0; at < count; at++) {
        uint32_t from = queue[at];
        for (uint32_t i = b->first_link[from]; i < b->first_link[from + 1]; i++) {
            uint32_t to = b->neighbours[i] & ~TWIN;
            if (b->cluster[to] != NONE)
                continue;
            if (from == centre || b->neighbours[i] & TWIN || aligned(b, centre, to)) {
                b->cluster[to] = number;
                queue[count++] = to;
            }
        }
    }
    return count;
}

static bool comes_before(const builder *b, uint32_t x, uint32_t y) {
    const tie_repeats *r = b->r;
    uint32_t x_rank = r->rank[tie_repeat_document_of(&r->store, b->graph.nodes[x].first)];
    uint32_t y_rank = r->rank[tie_repeat_document_of(&r->store, b->graph.nodes[y].first)];
    return x_rank != y_rank ? x_rank < y_rank : x < y;
}

/* The neighbour in the document of the lowest rank. */
static uint32_t first_neighbour(const builder *b, uint32_t node) {
    uint32_t best = b->neighbours[b->first_link[node]] & ~TWIN;
    for (uint32_t k = b->first_link[node] + 1; k < b->first_link[node + 1]; k++)
        if (comes_before(b, b->neighbours[k] & ~TWIN, best))
            best = b->neighbours[k] & ~TWIN;
    return best;
}

static void make_cluster(builder *b, uint32_t node) {
    uint32_t count = grow_cluster(b, node);
    if (count == 1) { /* its neighbours went elsewhere: keep the pair */
        if (b->first_link[node] == b->first_link[node + 1])
            return;
        uint32_t nearest = first_neighbour(b, node);
        if (nearest == node)
            return;
        b->members[b->member_count + count++] = nearest;
    }
    b->member_count += count;
    b->ends[b->cluster_count++] = (uint32_t)b->member_count;
}

static void make_clusters(builder *b) {
    for (uint32_t k = 0; k < b->r->store.documents.count; k++) {
        uint32_t document = b->by_rank[k];
        for (uint32_t i = b->first_node[document]; i < b->first_node[document + 1]; i++)
            if (b->cluster[i] == NONE)
                make_cluster(b, i);
    }
}

/* The sentences, twins and edges are in the graph now. */
static void forget_early(tie_repeats *r) {
    TIE_PILE_RELEASE(&r->edges);
    TIE_PILE_RELEASE(&r->twins.members);
    r->edges = (tie_repeat_edges){0};
    r->twins = (tie_repeat_twins){0};
    tie_arena_release(&r->early);
}

/* Owns: r->passing. */
static tie_repeat_interval *make_intervals(const builder *b) {
    tie_repeat_interval *intervals = tie_arena_alloc(
        &b->r->passing, b->member_count * sizeof *intervals, alignof(tie_repeat_interval));
    for (uint32_t c = 0, i = 0; c < b->cluster_count; c++)
        for (; i < b->ends[c]; i++) {
            const tie_repeat_node *node = &b->graph.nodes[b->members[i]];
            intervals[i] = (tie_repeat_interval){node->first, node->end, c};
        }
    return intervals;
}

/* What is not needed any more goes as soon as that is so: clusters of a corpus that repeats itself
 * throughout take more memory than its tokens. */
void tie__repeats_clusters(tie_repeats *r) {
    tie_arena *scratch = &r->scratch;
    tie_arena_release(&r->passing);
    tie_mark start = tie_arena_mark(scratch);
    builder b = {
        .r = r, .graph = tie__repeats_graph(r, &r->passing), .answers = tie_buf_new(&r->early)};
    forget_early(r);
    size_t count = b.graph.node_count;
    b.members = tie_arena_alloc(scratch, 2 * count * sizeof *b.members, alignof(uint32_t));
    b.ends = tie_arena_alloc(scratch, count * sizeof *b.ends, alignof(uint32_t));
    tie_mark made = tie_arena_mark(scratch);
    index_links(&b);
    tie_arena_release(&r->passing);
    index_documents(&b);
    read_answers(&b);
    b.cluster = tie_arena_alloc(scratch, count * sizeof *b.cluster, alignof(uint32_t));
    if (count)
        memset(b.cluster, 0xFF, count * sizeof *b.cluster);
    make_clusters(&b);
    keep_answers(&b);
    tie_arena_rewind(scratch, made);
    tie_repeat_interval *intervals = make_intervals(&b);
    tie_arena_rewind(scratch, start);
    tie__repeats_tidy(r, intervals, b.member_count, b.cluster_count);
    tie_arena_rewind(scratch, start);
    tie_arena_release(&r->passing);
}
