/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seeds become edges: each is walked in both directions, and what has words enough is kept. */
#include "analyze/repeat_align.h"
#include "analyze/repeat_chain.h"
#include "analyze/repeat_revise.h"
#include "analyze/repeat_stage.h"

#include "base/pile.h"

#include <stdlib.h>

enum {
    RECENT = 32,     /* walks remembered, to pass by seeds that lie on them */
    MANY_TWINS = 16, /* sentences of a class that is common */
    SNAP = 5,        /* tokens that the edge of a sentence may add at an end */
    REACH = 24       /* the same for two places near each other */
};

typedef tie_repeat_pair seed;

/* What a walk from a seed covered. */
typedef struct walked {
    tie_repeat_edge edge;
    int64_t least_shift, most_shift; /* of b - a */
    bool kept;
} walked;

/* The walks in one pair of documents. */
typedef struct edge_maker {
    tie_repeats *r;
    walked recent[RECENT];
    size_t recent_count;
} edge_maker;

/* ---- Bounds of a walk ---- */

typedef struct bounds {
    uint32_t a_low, a_high, b_low, b_high;
    bool one_document, near; /* near: in one document, or in documents of one file */
} bounds;

static bounds document_bounds(tie_repeats *r, uint32_t a, uint32_t b) {
    uint32_t da = tie_repeat_document_of(&r->store, a), db = tie_repeat_document_of(&r->store, b);
    const tie_repeat_document *x = &r->store.documents.items[da];
    const tie_repeat_document *y = &r->store.documents.items[db];
    return (bounds){x->first_token,
                    tie_repeat_document_end(&r->store, da),
                    y->first_token,
                    tie_repeat_document_end(&r->store, db),
                    .one_document = da == db,
                    .near = da == db || (x->origin.file && x->origin.file == y->origin.file)};
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
    if (!tie_repeat_may_be_twin(&r->twins, s->a) || !tie_repeat_may_be_twin(&r->twins, s->b))
        return true;
    uint32_t x = tie_repeat_sentence_of(&r->store, s->a),
             y = tie_repeat_sentence_of(&r->store, s->b);
    uint32_t x_first = tie_repeat_sentence_start(&r->store, x),
             y_first = tie_repeat_sentence_start(&r->store, y);
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

/* Tokens from at to the nearest edge of a sentence in one direction; more than most: none there. */
static uint32_t to_sentence(tie_repeats *r, bool forward, uint32_t at, uint32_t bound,
                            uint32_t most) {
    for (uint32_t n = 0; n <= most; n++) {
        uint32_t token = forward ? at + n : at - n;
        if (token == bound || tie_repeat_len(&r->store, token) & TIE_REPEAT_SENTENCE)
            return n;
    }
    return most + 1;
}

/* Words matched one by one from the ends a and b of two stretches backwards. */
static tie_repeat_tally match_ends(tie_repeats *r, bool forward, uint32_t a, uint32_t a_len,
                                   uint32_t b, uint32_t b_len) {
    tie_repeat_tally t = {0};
    for (uint32_t i = 0; i < a_len && i < b_len; i++) {
        uint32_t x = forward ? a - 1 - i : a + i, y = forward ? b - 1 - i : b + i;
        bool same = same_word(r, x, y);
        t.matched += same;
        t.unmasked += same && !tie_repeat_masked(tie_repeat_word(&r->store, x));
    }
    t.changed = a_len + b_len - 2 * t.matched;
    return t;
}

/* A few words up to the edge of a sentence, most of them changed, belong to the passage; where the
 * two places are near each other, all up to there may. Moves a and b over them and adds to tally;
 * false where no sentence ends in reach on both sides. */
static bool complete(tie_repeats *r, bool forward, bool near, uint32_t *a, uint32_t a_bound,
                     uint32_t *b, uint32_t b_bound, tie_repeat_tally *tally) {
    uint32_t most = near ? REACH : SNAP;
    uint32_t x = to_sentence(r, forward, *a, a_bound, most);
    uint32_t y = to_sentence(r, forward, *b, b_bound, most);
    if (x > most || y > most)
        return false;
    uint32_t a_end = forward ? *a + x : *a - x, b_end = forward ? *b + y : *b - y;
    tie_repeat_tally more = x > SNAP || y > SNAP
                                ? tie_repeat_tally_all(&r->store, forward, *a, a_end, *b, b_end)
                                : match_ends(r, forward, a_end, x, b_end, y);
    tally->matched += more.matched;
    tally->unmasked += more.unmasked;
    tally->changed += more.changed;
    *a = a_end;
    *b = b_end;
    return true;
}

static bool is_passage(const tie_repeat_tally *t) {
    return t->matched >= TIE_PASSAGE_WORDS && t->unmasked >= TIE_PASSAGE_UNMASKED &&
           2 * t->matched * 10 >= (2 * t->matched + t->changed) * 7;
}

/* The seeds on a walk, and the logarithms (of base 2, in tenths) of the places that they have as a
 * rule by their levels. */
typedef struct passed {
    int64_t seeds, logs;
} passed;

static const uint8_t LOGS[] = {0, 0, 10, 16, 22, 26, 34, 39, 44, 49, 54, 59, 60};

/* Of n variants of one phrase n^2 / 2 pairs may agree by chance in a few words more: the evidence
 * asked for grows with the logarithm of the places, on the average of the seeds. A passage that is
 * whole sentences on both sides is less likely by chance: each end counts as six words. So are two
 * places near each other, of which there are few: they count as sixteen. */
static bool is_evident(const tie_repeats *r, bool near, const tie_repeat_tally *t, int ends,
                       passed on) {
    if (r->options.common)
        return true;
    int64_t score = (int64_t)t->matched - t->changed + 6 * ends + (near ? 16 : 0);
    return score >= 8 && (score - 8) * 10 * on.seeds >= 5 * on.logs;
}

/* Has an earlier walk passed this seed? Where all places are paired with one, a kept edge that
 * covers b is enough: text that repeats itself would else be walked once for each period. */
static bool is_walked(const edge_maker *m, const seed *s) {
    size_t count = m->recent_count < RECENT ? m->recent_count : RECENT;
    for (size_t i = 0; i < count; i++) {
        const walked *w = &m->recent[i];
        if (s->b < w->edge.b0 || s->b >= w->edge.b1)
            continue;
        if (tie_repeat_level_of(s) == TIE_LEVEL_STAR && w->kept)
            return true;
        if (s->a >= w->edge.a0 && s->a < w->edge.a1 && tie_repeat_shift(s) >= w->least_shift &&
            tie_repeat_shift(s) <= w->most_shift)
            return true;
    }
    return false;
}

/* seeds[0] is the first on the walk. */
static passed count_passed(const walked *w, const seed *seeds, size_t count) {
    passed on = {0};
    for (size_t i = 0; i < count && seeds[i].b < w->edge.b1; i++) {
        if (tie_repeat_shift(&seeds[i]) < w->least_shift ||
            tie_repeat_shift(&seeds[i]) > w->most_shift)
            continue;
        on.logs += LOGS[tie_repeat_level_of(&seeds[i])];
        on.seeds++;
    }
    return on;
}

/* For the next search: where the walk forward from a seed has been, if that is far. */
static void note_far(tie_repeats *r, const seed *s, const tie_repeat_reach *right) {
    if (r->segments.on &&
        (right->a_end - s->a > TIE_FAR_WALK || right->b_end - s->b > TIE_FAR_WALK))
        *TIE_PILE(&r->arena, &r->walks) = (tie_repeat_edge){s->a, right->a_end, s->b, right->b_end};
}

/* The walk from a seed both ways, within limit. */
static walked walk_both(tie_repeats *r, const seed *s, bounds *limit, tie_repeat_tally *tally) {
    int32_t gain = limit->near ? 2 : 1;
    if (limit->one_document && limit->a_high > s->b)
        limit->a_high = s->b; /* in one document: the sides must not overlap */
    tie_repeat_reach right =
        tie_repeat_walk(&r->store, true, gain, s->a, limit->a_high, s->b, limit->b_high);
    note_far(r, s, &right);
    if (limit->one_document)
        limit->b_low = right.a;
    tie_repeat_reach left =
        tie_repeat_walk(&r->store, false, gain, s->a, limit->a_low, s->b, limit->b_low);
    *tally = (tie_repeat_tally){left.tally.matched + right.tally.matched,
                                left.tally.unmasked + right.tally.unmasked,
                                left.tally.changed + right.tally.changed};
    int64_t least = right.least_shift < -left.most_shift ? right.least_shift : -left.most_shift;
    int64_t most = right.most_shift > -left.least_shift ? right.most_shift : -left.least_shift;
    return (walked){{left.a, right.a, left.b, right.b},
                    tie_repeat_shift(s) + least,
                    tie_repeat_shift(s) + most,
                    false};
}

/* Is no stretch of passage length left when sentences with many twins are taken away? Those are
 * clusters by themselves. */
static bool is_twins(tie_repeats *r, uint32_t first, uint32_t end) {
    uint32_t sentence = tie_repeat_sentence_of(&r->store, first), at = first;
    for (; at < end; sentence++) {
        uint32_t start = tie_repeat_sentence_start(&r->store, sentence);
        uint32_t stop = tie_repeat_sentence_end(&r->store, sentence);
        uint32_t class = r->twins.class_of[sentence];
        if (start >= first && stop <= end && class != TIE_NO_CLASS &&
            r->twins.first.items[class + 1] - r->twins.first.items[class] >= MANY_TWINS) {
            if (start - at >= TIE_PASSAGE_WORDS)
                return false;
            at = stop;
        } else if (stop >= end) {
            break;
        }
    }
    return at == end || end - at < TIE_PASSAGE_WORDS;
}

static bool is_known(tie_repeats *r, const tie_repeat_edge *e) {
    return !r->options.common && is_twins(r, e->a0, e->a1) && is_twins(r, e->b0, e->b1);
}

static void drop_known(tie_repeats *r) {
    size_t kept = 0;
    for (size_t i = 0; i < r->edges.count; i++)
        if (!is_known(r, &r->edges.items[i]))
            r->edges.items[kept++] = r->edges.items[i];
    r->edges.count = kept;
}

/* Makes an edge of what was walked, if it is a passage: with the ends of sentences, or without.
 * Returns whether it is one. */
static bool make_edge(tie_repeats *r, tie_repeat_edge e, const bounds *limit,
                      const tie_repeat_tally *tally, passed on) {
    bool near = limit->near;
    if (!is_evident(r, near, tally, 2, on))
        return false;
    tie_repeat_edge bare = e;
    tie_repeat_tally whole = *tally;
    int ends = complete(r, false, near, &e.a0, limit->a_low, &e.b0, limit->b_low, &whole);
    ends += complete(r, true, near, &e.a1, limit->a_high, &e.b1, limit->b_high, &whole);
    if (!is_passage(&whole)) {
        e = bare;
        ends = 0;
        whole = *tally;
    }
    if (!is_passage(&whole) || !is_evident(r, near, tally, ends, on))
        return false;
    if (r->segments.on || !is_known(r, &e)) /* with a memory all are put, then sifted */
        *TIE_PILE(&r->arena, &r->edges) = e;
    return true;
}

/* seeds[0] and those behind it in the same pair of documents. */
static void walk_seed(edge_maker *m, const seed *seeds, size_t count) {
    tie_repeats *r = m->r;
    bounds limit = document_bounds(r, seeds->a, seeds->b);
    if (!limit_to_twins(r, seeds, &limit))
        return;
    tie_repeat_tally tally;
    walked w = walk_both(r, seeds, &limit, &tally);
    w.kept = make_edge(r, w.edge, &limit, &tally, count_passed(&w, seeds, count));
    m->recent[m->recent_count++ % RECENT] = w;
}

/* The seeds of one pair of documents, in the order of b. */
static void walk_seeds(tie_repeats *r, const seed *seeds, size_t count) {
    edge_maker m = {.r = r};
    for (size_t i = 0; i < count; i++) {
        if (!is_walked(&m, &seeds[i]))
            walk_seed(&m, seeds + i, count - i);
    }
}

static int cmp_edges(const void *a, const void *b) {
    const tie_repeat_edge *x = a, *y = b;
    if (x->a0 != y->a0)
        return x->a0 < y->a0 ? -1 : 1;
    if (x->b0 != y->b0)
        return x->b0 < y->b0 ? -1 : 1;
    if (x->a1 != y->a1)
        return x->a1 < y->a1 ? -1 : 1;
    return (x->b1 > y->b1) - (x->b1 < y->b1);
}

/* What follows must not depend on the order in which pairs were walked. */
static void sort_edges(const tie_repeats *r) {
    if (r->edges.count)
        qsort(r->edges.items, r->edges.count, sizeof *r->edges.items, cmp_edges);
}

void tie__repeats_edges(tie_repeats *r) {
    if (r->segments.revised)
        tie__repeats_look_back(r);
    for (size_t bucket = 0; bucket < TIE_PAIR_BUCKETS; bucket++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        size_t count, run;
        const seed *seeds = tie__repeats_seeds(r, bucket, &count);
        for (size_t i = 0; i < count; i += run) {
            for (run = 1; i + run < count &&
                          tie_repeat_documents(&seeds[i + run]) == tie_repeat_documents(&seeds[i]);
                 run++)
                ;
            if (!tie__repeats_walked_before(r, seeds + i, run))
                walk_seeds(r, seeds + i, run);
        }
        tie_arena_rewind(&r->scratch, mark);
    }
    tie_spool_release(&r->pairs);
    if (r->segments.on) {
        tie__repeats_take_over(r);
        drop_known(r);
    }
    sort_edges(r);
}
