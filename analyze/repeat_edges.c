/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seeds on one diagonal become edges: each is walked in both directions, and what has words enough
 * is kept. */
#include "analyze/repeat_align.h"
#include "analyze/repeat_sort.h"
#include "analyze/repeat_stage.h"

#include <math.h>

enum {
    CHAIN_GAP = 64, /* tokens between seeds of one chain */
    RECENT = 16,    /* walks remembered, to pass by seeds that lie on them */
    SNAP = 5        /* changed words at an end that a sentence's edge may add */
};

typedef struct seed {
    uint32_t a, b, places;
} seed;

/* What a walk from a seed covered, whether it was kept or not. */
typedef struct walked {
    tie_repeat_edge edge;
    int64_t least_shift, most_shift; /* of b - a */
} walked;

typedef struct edge_maker {
    tie_repeats *r;
    walked recent[RECENT];
    size_t recent_count;
} edge_maker;

/* ---- Bounds of a walk ---- */

typedef struct bounds {
    uint32_t a_low, a_high, b_low, b_high;
} bounds;

static bounds document_bounds(tie_repeats *r, uint32_t a, uint32_t b) {
    uint32_t da = tie_repeat_document_of(&r->store, a), db = tie_repeat_document_of(&r->store, b);
    return (bounds){
        r->store.documents.items[da].first_token, tie_repeat_document_end(&r->store, da),
        r->store.documents.items[db].first_token, tie_repeat_document_end(&r->store, db)};
}

static bool same_class(const tie_repeats *r, uint32_t x, uint32_t y) {
    return r->twins.class_of[x] != TIE_NO_CLASS && r->twins.class_of[x] == r->twins.class_of[y];
}

static bool same_word(tie_repeats *r, uint32_t a, uint32_t b) {
    return tie_repeat_mask(tie_repeat_word(&r->store, a)) ==
           tie_repeat_mask(tie_repeat_word(&r->store, b));
}

/* Twins are clusters by themselves. A seed inside them matters only where the words beside them
 * match as well, and not as part of other twins. False: pass it by. */
static bool limit_to_twins(tie_repeats *r, const seed *s, bounds *limit) {
    uint32_t x = tie_repeat_sentence_of(&r->store, s->a),
             y = tie_repeat_sentence_of(&r->store, s->b);
    uint32_t x_first = tie_repeat_sentence_at(&r->store, x)->first,
             y_first = tie_repeat_sentence_at(&r->store, y)->first;
    if (!same_class(r, x, y) || s->a - x_first != s->b - y_first)
        return true;
    uint32_t x_end = tie_repeat_sentence_end(&r->store, x),
             y_end = tie_repeat_sentence_end(&r->store, y);
    bool onward = x_end < limit->a_high && y_end < limit->b_high;
    if (onward && same_class(r, x + 1, y + 1)) {
        limit->a_high = x_end;
        limit->b_high = y_end;
        onward = false;
    }
    bool backward = x_first > limit->a_low && y_first > limit->b_low;
    if (backward && same_class(r, x - 1, y - 1)) {
        limit->a_low = x_first;
        limit->b_low = y_first;
        backward = false;
    }
    return (onward && same_word(r, x_end, y_end)) ||
           (backward && same_word(r, x_first - 1, y_first - 1));
}

/* ---- From a seed to an edge ---- */

/* Tokens from at to the nearest edge of a sentence in one direction, at most SNAP; else SNAP + 1.
 */
static uint32_t to_sentence(tie_repeats *r, bool forward, uint32_t at, uint32_t bound) {
    for (uint32_t n = 0; n <= SNAP; n++) {
        uint32_t token = forward ? at + n : at - n;
        if (token == bound || tie_repeat_len(&r->store, token) & TIE_REPEAT_SENTENCE)
            return n;
    }
    return SNAP + 1;
}

/* A few words at the edge of a sentence, most of them changed, belong to the passage. Moves a and b
 * over them; false where no sentence ends nearby on both sides. */
static bool snap(tie_repeats *r, bool forward, uint32_t *a, uint32_t a_bound, uint32_t *b,
                 uint32_t b_bound, tie_repeat_tally *tally) {
    uint32_t x = to_sentence(r, forward, *a, a_bound), y = to_sentence(r, forward, *b, b_bound);
    if (x > SNAP || y > SNAP)
        return false;
    *a = forward ? *a + x : *a - x;
    *b = forward ? *b + y : *b - y;
    uint32_t matched = 0, unmasked = 0, shorter = x < y ? x : y, longer = x < y ? y : x;
    for (uint32_t i = 0; i < shorter; i++) { /* from the sentence's edge inwards */
        uint32_t word = tie_repeat_word(&r->store, forward ? *a - 1 - i : *a + i);
        bool same = same_word(r, forward ? *a - 1 - i : *a + i, forward ? *b - 1 - i : *b + i);
        matched += same;
        unmasked += same && !tie_repeat_masked(word);
    }
    tally->matched += matched;
    tally->unmasked += unmasked;
    tally->changed += longer - matched;
    return true;
}

static bool is_passage(const tie_repeat_tally *t) {
    return t->matched >= TIE_PASSAGE_WORDS && t->unmasked >= TIE_PASSAGE_UNMASKED &&
           t->matched * 10 >= (t->matched + t->changed) * 7;
}

/* Of n variants of one phrase n^2 / 2 pairs may agree by chance in a few words more: the evidence
 * asked for grows with the logarithm of the places. A passage that is whole sentences on both sides
 * is less likely by chance: each end counts as six words. */
static bool is_evident(const tie_repeats *r, int32_t score, int ends, double places) {
    if (r->options.common)
        return true;
    if (places > TIE_ALL_PAIRS)
        places = TIE_ALL_PAIRS;
    return score + 6 * ends >= 8 + 5 * log2(places);
}

static bool is_recent(const edge_maker *m, const seed *s) {
    int64_t shift = (int64_t)s->b - s->a;
    size_t count = m->recent_count < RECENT ? m->recent_count : RECENT;
    for (size_t i = 0; i < count; i++) {
        const walked *w = &m->recent[i];
        if (s->a >= w->edge.a0 && s->a < w->edge.a1 && s->b >= w->edge.b0 && s->b < w->edge.b1 &&
            shift >= w->least_shift && shift <= w->most_shift)
            return true;
    }
    return false;
}

/* Walks from seeds[0]; other seeds of its diagonal on the way say how common its words are. */
static void walk_seed(edge_maker *m, const seed *seeds, size_t count) {
    tie_repeats *r = m->r;
    bounds limit = document_bounds(r, seeds->a, seeds->b);
    if (is_recent(m, seeds) || !limit_to_twins(r, seeds, &limit))
        return;
    if (limit.a_high > seeds->b && limit.a_low == limit.b_low)
        limit.a_high = seeds->b;
    tie_repeat_reach right =
        tie_repeat_walk(&r->store, true, seeds->a, limit.a_high, seeds->b, limit.b_high);
    if (limit.b_low < right.a)
        limit.b_low = right.a;
    tie_repeat_reach left =
        tie_repeat_walk(&r->store, false, seeds->a, limit.a_low, seeds->b, limit.b_low);
    int64_t shift = (int64_t)seeds->b - seeds->a;
    walked w = {
        {left.a, right.a, left.b, right.b},
        shift + (right.least_shift < -left.most_shift ? right.least_shift : -left.most_shift),
        shift + (right.most_shift > -left.least_shift ? right.most_shift : -left.least_shift)};
    m->recent[m->recent_count++ % RECENT] = w;
    double logs = 0;
    size_t passed = 0;
    for (; passed < count && seeds[passed].a < w.edge.a1; passed++)
        logs += log2(seeds[passed].places);
    tie_repeat_tally tally = {left.tally.matched + right.tally.matched,
                              left.tally.unmasked + right.tally.unmasked,
                              left.tally.changed + right.tally.changed};
    double places = passed ? exp2(logs / (double)passed) : 1;
    tie_repeat_edge edge = w.edge;
    tie_repeat_tally whole = tally;
    int ends = snap(r, false, &edge.a0, limit.a_low, &edge.b0, limit.b_low, &whole);
    ends += snap(r, true, &edge.a1, limit.a_high, &edge.b1, limit.b_high, &whole);
    bool passage = is_passage(&whole);
    if (!passage && is_passage(&tally)) {
        edge = w.edge;
        ends = 0;
        passage = true;
    }
    if (passage && is_evident(r, left.score + right.score, ends, places))
        *TIE_PUSH(&r->arena, &r->edges) = edge;
}

static size_t chain_end(const tie_sort_record *records, size_t i, size_t count) {
    size_t end = i + 1;
    while (end < count && records[end].key >> 32 == records[i].key >> 32 &&
           records[end].key - records[end - 1].key <= CHAIN_GAP)
        end++;
    return end;
}

static void walk_chain(edge_maker *m, const tie_sort_record *records, size_t count) {
    tie_mark mark = tie_arena_mark(&m->r->scratch);
    seed *seeds = TIE_NEW(&m->r->scratch, seed, count);
    for (size_t i = 0; i < count; i++) {
        uint32_t a = (uint32_t)records[i].key;
        seeds[i] = (seed){a, a + (uint32_t)(records[i].key >> 32), (uint32_t)records[i].value};
    }
    for (size_t i = 0; i < count; i++)
        walk_seed(m, seeds + i, count - i);
    tie_arena_rewind(&m->r->scratch, mark);
}

void tie__repeats_edges(tie_repeats *r) {
    edge_maker maker = {.r = r};
    for (size_t bucket = 0; bucket < TIE_PAIR_BUCKETS; bucket++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        size_t count;
        tie_repeat_pair *pairs = tie_spool_load(&r->pairs, &r->scratch, bucket, &count);
        tie_sort_record *records = TIE_NEW(&r->scratch, tie_sort_record, count);
        for (size_t i = 0; i < count; i++)
            records[i] = (tie_sort_record){(uint64_t)(pairs[i].b - pairs[i].a) << 32 | pairs[i].a,
                                           pairs[i].places};
        tie_sort_records(&r->scratch, records, count);
        for (size_t i = 0, end; i < count; i = end) {
            end = chain_end(records, i, count);
            walk_chain(&maker, records + i, end - i);
        }
        tie_arena_rewind(&r->scratch, mark);
    }
    tie_spool_release(&r->pairs);
}
