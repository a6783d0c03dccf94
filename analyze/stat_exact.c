/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact null distributions of Kendall's S: all orders of the figures equally likely. Only sums of
 * positive terms, so that small tails keep their digits. */
#include "analyze/stat_core.h"

#include <math.h>

/* Chance of u = 0 .. top pairs out of order when t equal figures are shuffled among m others that
 * are all above them: the Mann-Whitney distribution. By which side holds the largest figure:
 * f(m, t; u) = m/(m+t) f(m-1, t; u-t) + t/(m+t) f(m, t-1; u). */
static double *shuffle_chances(tie_arena *scratch, size_t m, size_t t, size_t top) {
    size_t width = top + 1;
    double *rows = TIE_NEW(scratch, double, (m + 1) * width);
    for (size_t a = 0; a <= m; a++)
        rows[a * width] = 1;
    for (size_t b = 1; b <= t; b++) {
        for (size_t a = 1; a <= m; a++) {
            double *row = rows + a * width, *before = row - width;
            double share = (double)a / (double)(a + b);
            for (size_t u = 0; u < width; u++)
                row[u] = (1 - share) * row[u] + (u >= b ? share * before[u - b] : 0);
        }
    }
    return rows + m * width;
}

/* Chance of 0 .. top pairs out of order among all n figures: the product of one shuffle for each
 * group (the q-multinomial coefficient over its sum). */
static double *inversion_chances(tie_arena *scratch, const size_t *groups, size_t count,
                                 size_t top) {
    double *all = TIE_NEW(scratch, double, top + 1), *next = TIE_NEW(scratch, double, top + 1);
    all[0] = 1;
    size_t before = 0;
    for (size_t g = 0; g < count; before += groups[g++]) {
        if (!before)
            continue;
        tie_mark mark = tie_arena_mark(scratch);
        size_t most = before * groups[g] < top ? before * groups[g] : top;
        double *f = shuffle_chances(scratch, before, groups[g], most);
        for (size_t k = 0; k <= top; k++) {
            double sum = 0;
            for (size_t u = 0; u <= most && u <= k; u++)
                sum += f[u] * all[k - u];
            next[k] = sum;
        }
        tie_arena_rewind(scratch, mark);
        double *swap = all;
        all = next;
        next = swap;
    }
    return all;
}

double tie__kendall_groups_p(tie_arena *scratch, const size_t *groups, size_t count, int64_t s) {
    size_t n = 0, pairs = 0;
    for (size_t g = 0; g < count; g++) {
        pairs += n * groups[g];
        n += groups[g];
    }
    size_t size = (size_t)(s < 0 ? -s : s);
    if (size == 0 || size > pairs)
        return 1;
    tie_mark mark = tie_arena_mark(scratch);
    size_t top = (pairs - size) / 2;
    double *chances = inversion_chances(scratch, groups, count, top), tail = 0;
    for (size_t k = 0; k <= top; k++)
        tail += chances[k];
    tie_arena_rewind(scratch, mark);
    return fmin(1, 2 * tail);
}

enum {
    MOST_FIGURES = TIE__KENDALL_OVERLAP_MAX,
    MOST_S = MOST_FIGURES * (MOST_FIGURES - 1) / 2,
    WIDTH = 2 * MOST_S + 1
};

/* surely_below[i]: the set of figures surely below figure i; surely_above likewise. */
typedef struct order_sets {
    unsigned surely_below[MOST_FIGURES], surely_above[MOST_FIGURES];
} order_sets;

static order_sets certain_order(const tie_series *s) {
    order_sets out = {0};
    for (size_t i = 0; i < s->n; i++) {
        for (size_t j = 0; j < s->n; j++) {
            if (tie__series_hi(s, j) < tie__series_lo(s, i))
                out.surely_below[i] |= 1u << j;
            if (tie__series_lo(s, j) > tie__series_hi(s, i))
                out.surely_above[i] |= 1u << j;
        }
    }
    return out;
}

static int count_bits(unsigned set) {
    int bits = 0;
    for (; set; set &= set - 1)
        bits++;
    return bits;
}

/* What the last figure of an order adds to S depends on the set before it, not on that set's order:
 * so all n! orders are counted over the 2^n sets. ways[set][S + MOST_S]; 10! fits 32 bits. */
static const uint32_t *count_orders(tie_arena *scratch, const tie_series *s) {
    order_sets sets = certain_order(s);
    unsigned full = (1u << s->n) - 1;
    uint32_t *ways = TIE_NEW(scratch, uint32_t, ((size_t)full + 1) * WIDTH);
    ways[MOST_S] = 1;
    for (unsigned set = 0; set < full; set++) {
        int size = count_bits(set), reach = size * (size - 1) / 2;
        const uint32_t *from = ways + (size_t)set * WIDTH + MOST_S;
        for (size_t i = 0; i < s->n; i++) {
            if (set >> i & 1)
                continue;
            int add =
                count_bits(set & sets.surely_below[i]) - count_bits(set & sets.surely_above[i]);
            uint32_t *to = ways + (size_t)(set | 1u << i) * WIDTH + MOST_S + add;
            for (int k = -reach; k <= reach; k++)
                to[k] += from[k];
        }
    }
    return ways + (size_t)full * WIDTH;
}

double tie__kendall_overlap_p(tie_arena *scratch, const tie_series *series, int64_t s) {
    tie_mark mark = tie_arena_mark(scratch);
    const uint32_t *ways = count_orders(scratch, series);
    int64_t size = s < 0 ? -s : s;
    uint64_t extreme = 0, all = 0;
    for (int64_t k = -MOST_S; k <= MOST_S; k++) {
        uint32_t count = ways[k + MOST_S];
        all += count;
        extreme += k >= size || k <= -size ? count : 0;
    }
    tie_arena_rewind(scratch, mark);
    return (double)extreme / (double)all;
}
