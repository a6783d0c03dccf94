/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_align.h"

enum {
    GAP = 3,        /* the longest gap, in tokens, on either side */
    LOOK = GAP + 2, /* words needed to see over it */
    GIVE_UP = 7     /* matches */
};

/* A place in one of the two sequences. */
typedef struct side {
    uint32_t at, left; /* tokens still to come */
} side;

static void look_ahead(tie_repeat_store *store, bool forward, side s, uint32_t out[LOOK]) {
    for (uint32_t i = 0; i < LOOK; i++)
        out[i] = i < s.left
                     ? tie_repeat_mask(tie_repeat_word(store, forward ? s.at + i : s.at - 1 - i))
                     : 0;
}

static void advance(bool forward, side *s, uint32_t tokens) {
    s->at = forward ? s->at + tokens : s->at - tokens;
    s->left -= tokens;
}

static bool same_figure(tie_repeat_store *store, uint32_t a, uint32_t b) {
    uint32_t word = tie_repeat_word(store, a);
    return tie_repeat_masked(word) && tie_repeat_same_value(word, tie_repeat_word(store, b));
}

/* The smallest gap behind which the two sides match again. Two must match, or one that is neither
 * figure nor stop word, or a figure in its value where that may count; behind one changed word any
 * will do. */
static bool find_gap(tie_repeat_store *store, bool forward, bool by_value, side a, side b,
                     tie_repeat_step *out) {
    static const uint8_t gaps[][2] = {{1, 1}, {1, 0}, {0, 1}, {2, 2}, {2, 1},
                                      {1, 2}, {2, 0}, {0, 2}, {3, 3}, {3, 2},
                                      {2, 3}, {3, 1}, {1, 3}, {3, 0}, {0, 3}};
    uint32_t x[LOOK], y[LOOK];
    look_ahead(store, forward, a, x);
    look_ahead(store, forward, b, y);
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        uint32_t da = gaps[i][0], db = gaps[i][1];
        bool first = da < a.left && db < b.left && x[da] == y[db];
        bool second = da + 1 < a.left && db + 1 < b.left && x[da + 1] == y[db + 1];
        bool telling = !(x[da] & (TIE_REPEAT_MASK | TIE_REPEAT_STOP_BIT)) ||
                       (by_value && first && same_figure(store, a.at + da, b.at + db));
        if (first && (second || telling || i == 0)) {
            *out = (tie_repeat_step){.a_len = da, .b_len = db};
            return true;
        }
    }
    return false;
}

static uint32_t word_at(tie_repeat_store *store, bool forward, side s) {
    return tie_repeat_mask(tie_repeat_word(store, forward ? s.at : s.at - 1));
}

static bool next_step(tie_repeat_store *store, bool forward, bool by_value, side a, side b,
                      bool after_figure, tie_repeat_step *out) {
    bool both = a.left && b.left;
    uint32_t x = a.left ? word_at(store, forward, a) : 0;
    uint32_t y = b.left ? word_at(store, forward, b) : 0;
    if (both && x == y) {
        *out = (tie_repeat_step){.a_len = 1, .b_len = 1, .match = true};
        return true;
    }
    if (after_figure && (x == TIE_REPEAT_MASK || y == TIE_REPEAT_MASK)) {
        *out = (tie_repeat_step){
            .a_len = x == TIE_REPEAT_MASK, .b_len = y == TIE_REPEAT_MASK, .figure = true};
        return true;
    }
    return both && find_gap(store, forward, by_value, a, b, out);
}

bool tie_repeat_step_next(tie_repeat_store *store, uint32_t a, uint32_t a_end, uint32_t b,
                          uint32_t b_end, bool after_figure, tie_repeat_step *out) {
    return next_step(store, true, true, (side){a, a_end - a}, (side){b, b_end - b}, after_figure,
                     out);
}

/* The state of a walk beside its two places. */
typedef struct walk {
    tie_repeat_tally tally;
    int32_t gain, score, shift, least_shift, most_shift;
    bool after_figure;
} walk;

static void take_match(walk *w, uint32_t word) {
    bool figure = word == TIE_REPEAT_MASK;
    if (!(figure && w->after_figure)) {
        w->tally.matched++;
        w->tally.unmasked += !figure;
        w->score += w->gain;
    }
    w->after_figure = figure;
}

static void take_gap(walk *w, const tie_repeat_step *step) {
    w->shift += (int32_t)step->b_len - (int32_t)step->a_len;
    w->least_shift = w->shift < w->least_shift ? w->shift : w->least_shift;
    w->most_shift = w->shift > w->most_shift ? w->shift : w->most_shift;
    if (step->figure)
        return;
    w->tally.changed += step->a_len + step->b_len;
    w->score -= (int32_t)(step->a_len + step->b_len); /* two for each word replaced */
    w->after_figure = false;
}

static side side_to(bool forward, uint32_t at, uint32_t end) {
    return (side){at, forward ? end - at : at - end};
}

/* Takes one step; false where there is none. */
static bool take_step(tie_repeat_store *store, bool forward, walk *w, side *a, side *b,
                      tie_repeat_step *step) {
    if (!next_step(store, forward, false, *a, *b, w->after_figure, step))
        return false;
    if (step->match)
        take_match(w, word_at(store, forward, *a));
    else
        take_gap(w, step);
    advance(forward, a, step->a_len);
    advance(forward, b, step->b_len);
    return true;
}

tie_repeat_reach tie_repeat_walk(tie_repeat_store *store, bool forward, int32_t gain, uint32_t a0,
                                 uint32_t a_end, uint32_t b0, uint32_t b_end) {
    side a = side_to(forward, a0, a_end), b = side_to(forward, b0, b_end);
    tie_repeat_reach best = {.a = a0, .b = b0};
    walk w = {.gain = gain};
    tie_repeat_step step;
    while (w.score + GIVE_UP * gain >= best.score && take_step(store, forward, &w, &a, &b, &step))
        if ((step.match || step.figure) && w.score >= best.score)
            best =
                (tie_repeat_reach){a.at, b.at, w.tally, w.score, w.least_shift, w.most_shift, 0, 0};
    best.a_end = a.at;
    best.b_end = b.at;
    return best;
}

tie_repeat_tally tie_repeat_tally_all(tie_repeat_store *store, bool forward, uint32_t a0,
                                      uint32_t a_end, uint32_t b0, uint32_t b_end) {
    side a = side_to(forward, a0, a_end), b = side_to(forward, b0, b_end);
    walk w = {0};
    tie_repeat_step step;
    while (take_step(store, forward, &w, &a, &b, &step))
        ;
    w.tally.changed += a.left + b.left;
    return w.tally;
}

enum { ANCHOR_LOOK = 40, ANCHOR = 3 };

static uint32_t copy_words(tie_repeat_store *store, uint32_t at, uint32_t end,
                           uint32_t out[ANCHOR_LOOK]) {
    uint32_t count = 0;
    while (count < ANCHOR_LOOK && at + count < end) {
        out[count] = tie_repeat_word(store, at + count);
        count++;
    }
    return count;
}

/* Three words in a row, or the same figure. */
static bool is_anchor(const uint32_t *x, uint32_t x_left, const uint32_t *y, uint32_t y_left,
                      bool by_value) {
    if (by_value && tie_repeat_masked(*x) && tie_repeat_same_value(*x, *y))
        return true;
    if (x_left < ANCHOR || y_left < ANCHOR)
        return false;
    for (uint32_t i = 0; i < ANCHOR; i++)
        if (tie_repeat_mask(x[i]) != tie_repeat_mask(y[i]))
            return false;
    return true;
}

bool tie_repeat_anchor(tie_repeat_store *store, bool by_value, uint32_t *a, uint32_t a_end,
                       uint32_t *b, uint32_t b_end) {
    uint32_t x[ANCHOR_LOOK], y[ANCHOR_LOOK];
    uint32_t x_count = copy_words(store, *a, a_end, x), y_count = copy_words(store, *b, b_end, y);
    for (uint32_t sum = 0; sum + 2 <= x_count + y_count; sum++) {
        for (uint32_t i = 0; i <= sum; i++) {
            uint32_t j = sum - i;
            if (i < x_count && j < y_count &&
                is_anchor(x + i, x_count - i, y + j, y_count - j, by_value)) {
                *a += i;
                *b += j;
                return true;
            }
        }
    }
    return false;
}
