/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/source_copy.h"

#include <stdlib.h>

/* Source of the limits: DESIGN section 7. */
enum { LEAST_SAME = 3, ROUNDS = 8, CROWD = 64 };
static const double LEAST_SHARE = 0.5, ONE_VOTE_SHARE = 0.9, LEVEL = 0.01;

uint32_t tie_source_root(uint32_t *parent, uint32_t a) {
    while (parent[a] != a) {
        parent[a] = parent[parent[a]];
        a = parent[a];
    }
    return a;
}

/* The smaller one leads, so that the outcome does not depend on the order. */
void tie_source_join(uint32_t *parent, uint32_t a, uint32_t b) {
    a = tie_source_root(parent, a);
    b = tie_source_root(parent, b);
    if (a != b)
        parent[a < b ? b : a] = a < b ? a : b;
}

/* ---- Majorities ---- */

#define NO_MAJORITY UINT32_MAX

/* One source's items, in order. */
typedef struct stand {
    uint32_t item, voice;
} stand;

typedef struct suspect {
    tie_copying pair;
    uint32_t met; /* items in which both have a minority value, the same or not */
} suspect;

typedef struct search {
    tie_arena *scratch;
    const tie_source_items *items;
    const tie_source_passages *passages;
    uint32_t *majority; /* cluster of each item, or NO_MAJORITY */
    stand *stands;      /* of source s: [first_stand[s], first_stand[s + 1]) */
    uint32_t *first_stand;
    uint32_t *groups;      /* of each source: who it is suspected to copy from or with */
    double *minority_rate; /* smoothed, of each source */
    TIE_VEC(suspect) pairs;
    tie_map index; /* of pairs */
} search;

static void list_stands(search *s) {
    size_t sources = s->items->source_count, n = s->items->voices.count;
    s->first_stand = TIE_NEW(s->scratch, uint32_t, sources + 2);
    s->stands = TIE_NEW(s->scratch, stand, n);
    for (size_t i = 0; i < n; i++)
        s->first_stand[s->items->voices.items[i].source + 2]++;
    for (size_t i = 2; i < sources + 2; i++)
        s->first_stand[i] += s->first_stand[i - 1];
    for (size_t i = 0; i < s->items->items.count; i++) {
        const tie_item *item = &s->items->items.items[i];
        for (uint32_t v = item->first; v < item->first + item->count; v++)
            s->stands[s->first_stand[s->items->voices.items[v].source + 1]++] =
                (stand){(uint32_t)i, v};
    }
}

/* (group, cluster) of each voice: a group that has several voices in a cluster counts once. */
typedef struct vote {
    uint32_t group, cluster;
} vote;

static int cmp_votes(const void *a, const void *b) {
    const vote *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->cluster > y->cluster) - (x->cluster < y->cluster);
}

static uint32_t strict_majority(const search *s, const tie_item *item) {
    tie_mark mark = tie_arena_mark(s->scratch);
    vote *list = TIE_NEW(s->scratch, vote, item->count);
    uint32_t *votes = TIE_NEW(s->scratch, uint32_t, item->clusters), groups = 0, best = 0;
    for (uint32_t i = 0; i < item->count; i++) {
        const tie_voice *v = &s->items->voices.items[item->first + i];
        list[i] = (vote){s->groups[v->source], v->cluster};
    }
    qsort(list, item->count, sizeof *list, cmp_votes);
    for (uint32_t i = 0; i < item->count; i++) {
        bool other_group = !i || list[i].group != list[i - 1].group;
        groups += other_group;
        votes[list[i].cluster] += other_group || list[i].cluster != list[i - 1].cluster;
    }
    for (uint32_t k = 1; k < item->clusters; k++)
        if (votes[k] > votes[best])
            best = k;
    bool strict = 2 * votes[best] > groups;
    tie_arena_rewind(s->scratch, mark);
    return strict ? best : NO_MAJORITY;
}

static bool in_minority(const search *s, const stand *at) {
    return s->items->voices.items[at->voice].cluster != s->majority[at->item];
}

static bool decided(const search *s, uint32_t item) { return s->majority[item] != NO_MAJORITY; }

/* ---- Chances ---- */

static void read_rates(search *s) {
    for (size_t a = 0; a < s->items->source_count; a++) {
        double n = 0, minority = 0;
        for (uint32_t i = s->first_stand[a]; i < s->first_stand[a + 1]; i++)
            if (decided(s, s->stands[i].item)) {
                n++;
                minority += in_minority(s, &s->stands[i]);
            }
        s->minority_rate[a] = (1 + minority) / (2 + n);
    }
}

/* ---- Pairs ---- */

static suspect *pair_of(search *s, uint32_t a, uint32_t b) {
    uint32_t low = a < b ? a : b, high = a < b ? b : a;
    uint64_t key = tie_hash_mix((uint64_t)low << 32 | high, 1);
    if (tie_map_put(&s->index, s->scratch, key, (uint32_t)s->pairs.count))
        *TIE_PUSH(s->scratch, &s->pairs) = (suspect){.pair = {.a = low, .b = high, .p = 1}};
    return &s->pairs.items[*tie_map_find(&s->index, key)];
}

static uint32_t passage_of(const search *s, const tie_voice *v) {
    return s->passages ? tie_source_passage_of(s->passages, v->claim) : TIE_NO_PASSAGE;
}

/* What two voices of an item share: the cluster of a minority, or the passage and the figure. */
typedef struct shared {
    uint64_t key;
    uint32_t source;
} shared;

static int cmp_shared(const void *a, const void *b) {
    const shared *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->source > y->source) - (x->source < y->source);
}

/* Each with its neighbours in the order of keys; in a crowd not with all: what hundreds share is no
 * secret. */
static void add_pairs(search *s, shared *list, uint32_t count, bool verbatim) {
    if (count)
        qsort(list, count, sizeof *list, cmp_shared);
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = a + 1; b < count && b - a <= CROWD; b++) {
            bool same = list[a].key == list[b].key;
            if (verbatim && !same)
                break;
            suspect *found = pair_of(s, list[a].source, list[b].source);
            found->pair.verbatim += verbatim;
            found->pair.same += same && !verbatim;
            found->met += !verbatim;
        }
}

/* The map and the pairs grow in scratch: lists are taken before, once for the longest item. */
static void find_candidates(search *s) {
    uint32_t longest = 0;
    for (size_t i = 0; i < s->items->items.count; i++)
        if (s->items->items.items[i].count > longest)
            longest = s->items->items.items[i].count;
    shared *list = TIE_NEW(s->scratch, shared, longest);
    for (size_t i = 0; i < s->items->items.count; i++) {
        const tie_item *item = &s->items->items.items[i];
        const tie_voice *voices = &s->items->voices.items[item->first];
        uint32_t minority = 0, verbatim = 0;
        for (uint32_t v = 0; v < item->count && decided(s, (uint32_t)i); v++)
            if (voices[v].cluster != s->majority[i])
                list[minority++] = (shared){voices[v].cluster, voices[v].source};
        add_pairs(s, list, minority, false);
        for (uint32_t v = 0; v < item->count; v++) {
            uint64_t passage = passage_of(s, &voices[v]);
            if (passage != TIE_NO_PASSAGE)
                list[verbatim++] = (shared){passage << 32 | voices[v].cluster, voices[v].source};
        }
        add_pairs(s, list, verbatim, true);
    }
}

/* Walks the items of both side by side. */
static void count_common(const search *s, tie_copying *pair) {
    uint32_t i = s->first_stand[pair->a], i_end = s->first_stand[pair->a + 1];
    uint32_t k = s->first_stand[pair->b], k_end = s->first_stand[pair->b + 1];
    while (i < i_end && k < k_end) {
        const stand *a = &s->stands[i], *b = &s->stands[k];
        if (a->item == b->item) {
            pair->common++;
            pair->items += decided(s, a->item);
            pair->either += decided(s, a->item) && (in_minority(s, a) || in_minority(s, b));
        }
        i += a->item <= b->item;
        k += b->item <= a->item;
    }
}

/* The chance that two that have nothing to do with each other meet in one minority value: the mean
 * over pairs, each counting once, so that a few that copy all the time do not make it. */
static double coincidence(const search *s) {
    double sum = 0, pairs = 0;
    for (size_t i = 0; i < s->pairs.count; i++) {
        const suspect *x = &s->pairs.items[i];
        if (!x->met || s->groups[x->pair.a] == s->groups[x->pair.b])
            continue;
        sum += (double)x->pair.same / x->met;
        pairs++;
    }
    return (1 + sum) / (2 + pairs);
}

/* Judges a pair against all pairs that there are; false: nothing to report. */
static bool judge(const search *s, tie_copying *pair, double coincide) {
    double sources = (double)s->items->source_count, pairs = sources * (sources - 1) / 2;
    double by_chance = s->minority_rate[pair->a] * s->minority_rate[pair->b] * coincide;
    count_common(s, pair);
    if (pair->same >= LEAST_SAME)
        pair->p = tie_stat_binomial_tail(pair->same, pair->items, by_chance);
    bool values = pair->same >= LEAST_SAME && pair->p < LEVEL / pairs &&
                  pair->same >= LEAST_SHARE * pair->either;
    bool text = pair->verbatim >= LEAST_SAME && pair->verbatim >= LEAST_SHARE * pair->common;
    pair->one_vote = (values && pair->same >= ONE_VOTE_SHARE * pair->either) ||
                     (text && pair->verbatim >= ONE_VOTE_SHARE * pair->common);
    return values || text;
}

static void find_pairs(search *s) {
    for (size_t i = 0; i < s->items->items.count; i++)
        s->majority[i] = strict_majority(s, &s->items->items.items[i]);
    read_rates(s);
    s->pairs.count = 0;
    s->index = (tie_map){0};
    find_candidates(s);
    double coincide = coincidence(s);
    size_t kept = 0;
    for (size_t i = 0; i < s->pairs.count; i++) {
        suspect *x = &s->pairs.items[i];
        if ((x->pair.same >= LEAST_SAME || x->pair.verbatim >= LEAST_SAME) &&
            judge(s, &x->pair, coincide))
            s->pairs.items[kept++] = *x;
    }
    s->pairs.count = kept;
}

/* Joins the pairs into groups; one_vote: only those that hardly ever differ. True when somebody is
 * with others than before. */
static bool join_pairs(const search *s, bool one_vote, uint32_t *groups) {
    size_t sources = s->items->source_count;
    uint32_t *parent = TIE_NEW(s->scratch, uint32_t, sources);
    bool changed = false;
    for (uint32_t i = 0; i < sources; i++)
        parent[i] = i;
    for (size_t i = 0; i < s->pairs.count; i++)
        if (s->pairs.items[i].pair.one_vote || !one_vote)
            tie_source_join(parent, s->pairs.items[i].pair.a, s->pairs.items[i].pair.b);
    for (uint32_t i = 0; i < sources; i++) {
        uint32_t root = tie_source_root(parent, i);
        changed |= groups[i] != root;
        groups[i] = root;
    }
    return changed;
}

static int cmp_pairs(const void *a, const void *b) {
    const tie_copying *x = a, *y = b;
    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    uint32_t most_x = x->same > x->verbatim ? x->same : x->verbatim;
    uint32_t most_y = y->same > y->verbatim ? y->same : y->verbatim;
    if (most_x != most_y)
        return most_x > most_y ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

tie_source_copies tie_source_copies_of(tie_arena *arena, tie_arena *scratch,
                                       const tie_source_items *items,
                                       const tie_source_passages *passages) {
    tie_mark mark = tie_arena_mark(scratch);
    tie_source_copies out = {.votes = TIE_NEW(arena, uint32_t, items->source_count)};
    search s = {.scratch = scratch, .items = items, .passages = passages};
    s.majority = TIE_NEW(scratch, uint32_t, items->items.count);
    s.minority_rate = TIE_NEW(scratch, double, items->source_count);
    s.groups = TIE_NEW(scratch, uint32_t, items->source_count);
    list_stands(&s);
    for (uint32_t i = 0; i < items->source_count; i++)
        s.groups[i] = i;
    bool changed = true;
    for (int round = 0; round < ROUNDS && changed; round++) {
        find_pairs(&s);
        changed = join_pairs(&s, false, s.groups);
    }
    join_pairs(&s, true, out.votes);
    for (size_t i = 0; i < s.pairs.count; i++)
        *TIE_PUSH(arena, &out.pairs) = s.pairs.items[i].pair;
    if (out.pairs.count)
        qsort(out.pairs.items, out.pairs.count, sizeof *out.pairs.items, cmp_pairs);
    tie_arena_rewind(scratch, mark);
    return out;
}
