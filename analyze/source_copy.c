/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/source_copy.h"

#include <stdlib.h>

/* Source of the limits: DESIGN section 7. */
enum { LEAST_SAME = 3, ROUNDS = 4, CROWD = 64 };
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

typedef struct search {
    tie_arena *scratch;
    const tie_source_items *items;
    const tie_source_passages *passages;
    uint32_t *majority; /* cluster of each item, or NO_MAJORITY */
    stand *stands;      /* of source s: [first_stand[s], first_stand[s + 1]) */
    uint32_t *first_stand;
    double *minority_rate; /* smoothed, of each source */
    double coincide;       /* chance that two minority values of an item are one */
    TIE_VEC(tie_copying) pairs;
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

/* (cluster, group) of each voice: to count a group once in a cluster. */
typedef struct vote {
    uint32_t cluster, group;
} vote;

static int cmp_votes(const void *a, const void *b) {
    const vote *x = a, *y = b;
    if (x->cluster != y->cluster)
        return x->cluster < y->cluster ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

static int cmp_groups(const void *a, const void *b) {
    const vote *x = a, *y = b;
    return (x->group > y->group) - (x->group < y->group);
}

static uint32_t strict_majority(const search *s, const tie_item *item, const uint32_t *votes) {
    tie_mark mark = tie_arena_mark(s->scratch);
    vote *list = TIE_NEW(s->scratch, vote, item->count);
    uint32_t groups = 0, best = NO_MAJORITY, most = 0;
    for (uint32_t i = 0; i < item->count; i++) {
        const tie_voice *v = &s->items->voices.items[item->first + i];
        list[i] = (vote){v->cluster, votes[v->source]};
    }
    qsort(list, item->count, sizeof *list, cmp_groups);
    for (uint32_t i = 0; i < item->count; i++)
        groups += !i || list[i].group != list[i - 1].group;
    qsort(list, item->count, sizeof *list, cmp_votes);
    for (uint32_t i = 0, end; i < item->count; i = end) {
        uint32_t here = 0;
        for (end = i; end < item->count && list[end].cluster == list[i].cluster; end++)
            here += end == i || list[end].group != list[end - 1].group;
        if (here > most) {
            most = here;
            best = list[i].cluster;
        }
    }
    tie_arena_rewind(s->scratch, mark);
    return 2 * most > groups ? best : NO_MAJORITY;
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

/* Voices of each cluster of an item. */
static uint32_t *sizes_of(const search *s, const tie_item *item) {
    uint32_t *sizes = TIE_NEW(s->scratch, uint32_t, item->clusters);
    for (uint32_t v = item->first; v < item->first + item->count; v++)
        sizes[s->items->voices.items[v].cluster]++;
    return sizes;
}

static double pairs_in(double n) { return n * (n - 1) / 2; }

static void read_coincidence(search *s) {
    double met = 0, all = 0;
    for (size_t i = 0; i < s->items->items.count; i++) {
        if (!decided(s, (uint32_t)i))
            continue;
        tie_mark mark = tie_arena_mark(s->scratch);
        const tie_item *item = &s->items->items.items[i];
        const uint32_t *sizes = sizes_of(s, item);
        double minority = 0;
        for (uint32_t k = 0; k < item->clusters; k++)
            if (k != s->majority[i]) {
                met += pairs_in(sizes[k]);
                minority += sizes[k];
            }
        all += pairs_in(minority);
        tie_arena_rewind(s->scratch, mark);
    }
    s->coincide = (1 + met) / (2 + all);
}

/* ---- Pairs ---- */

static tie_copying *pair_of(search *s, uint32_t a, uint32_t b) {
    uint32_t low = a < b ? a : b, high = a < b ? b : a;
    uint64_t key = (uint64_t)low << 32 | high;
    if (tie_map_put(&s->index, s->scratch, tie_hash_mix(key, 1), (uint32_t)s->pairs.count))
        *TIE_PUSH(s->scratch, &s->pairs) = (tie_copying){.a = low, .b = high, .p = 1};
    return &s->pairs.items[*tie_map_find(&s->index, tie_hash_mix(key, 1))];
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

/* Pairs of one key; of a crowd only those with its first: what hundreds share is no secret. */
static void add_pairs(search *s, shared *list, uint32_t count, bool verbatim) {
    if (count)
        qsort(list, count, sizeof *list, cmp_shared);
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && list[end].key == list[i].key; end++)
            ;
        uint32_t stop = end - i > CROWD ? i + 1 : end;
        for (uint32_t a = i; a < stop; a++)
            for (uint32_t b = a + 1; b < end; b++) {
                tie_copying *pair = pair_of(s, list[a].source, list[b].source);
                pair->same += !verbatim;
                pair->verbatim += verbatim;
            }
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

/* Judges a pair against all pairs that there are; false: nothing to report. */
static bool judge(const search *s, tie_copying *pair) {
    double sources = (double)s->items->source_count, level = LEVEL / pairs_in(sources);
    double by_chance = s->minority_rate[pair->a] * s->minority_rate[pair->b] * s->coincide;
    count_common(s, pair);
    if (pair->same >= LEAST_SAME)
        pair->p = tie_stat_binomial_tail(pair->same, pair->items, by_chance);
    bool values =
        pair->same >= LEAST_SAME && pair->p < level && pair->same >= LEAST_SHARE * pair->either;
    bool text = pair->verbatim >= LEAST_SAME && pair->verbatim >= LEAST_SHARE * pair->common;
    pair->one_vote = (values && pair->same >= ONE_VOTE_SHARE * pair->either) ||
                     (text && pair->verbatim >= ONE_VOTE_SHARE * pair->common);
    return values || text;
}

static void find_pairs(search *s, const uint32_t *votes) {
    for (size_t i = 0; i < s->items->items.count; i++)
        s->majority[i] = strict_majority(s, &s->items->items.items[i], votes);
    read_rates(s);
    read_coincidence(s);
    s->pairs.count = 0;
    s->index = (tie_map){0};
    find_candidates(s);
    size_t kept = 0;
    for (size_t i = 0; i < s->pairs.count; i++)
        if (judge(s, &s->pairs.items[i]))
            s->pairs.items[kept++] = s->pairs.items[i];
    s->pairs.count = kept;
}

/* True when somebody votes with others than before. */
static bool regroup(const search *s, uint32_t *votes) {
    size_t sources = s->items->source_count;
    uint32_t *parent = TIE_NEW(s->scratch, uint32_t, sources);
    bool changed = false;
    for (uint32_t i = 0; i < sources; i++)
        parent[i] = i;
    for (size_t i = 0; i < s->pairs.count; i++)
        if (s->pairs.items[i].one_vote)
            tie_source_join(parent, s->pairs.items[i].a, s->pairs.items[i].b);
    for (uint32_t i = 0; i < sources; i++) {
        uint32_t root = tie_source_root(parent, i);
        changed |= votes[i] != root;
        votes[i] = root;
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
    list_stands(&s);
    for (uint32_t i = 0; i < items->source_count; i++)
        out.votes[i] = i;
    for (int round = 0; round < ROUNDS; round++) {
        find_pairs(&s, out.votes);
        if (!regroup(&s, out.votes))
            break;
    }
    if (s.pairs.count)
        qsort(s.pairs.items, s.pairs.count, sizeof *s.pairs.items, cmp_pairs);
    for (size_t i = 0; i < s.pairs.count; i++)
        *TIE_PUSH(arena, &out.pairs) = s.pairs.items[i];
    tie_arena_rewind(scratch, mark);
    return out;
}
