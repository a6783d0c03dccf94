/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Mann-Kendall test on figures that may be intervals. */
#include "analyze/stat_core.h"

#include <gsl/gsl_sort.h>
#include <math.h>

static const char ASSUMES[] = "figures independent of each other; every order equally likely "
                              "if there is no trend";

/* A Fenwick tree over places 0 .. n - 1. */
typedef struct counts {
    uint32_t *tree;
    size_t n;
} counts;

static void counts_add(counts c, size_t at) {
    for (size_t i = at + 1; i <= c.n; i += i & (~i + 1))
        c.tree[i - 1]++;
}

/* How many were added at places below `end`. */
static uint64_t counts_below(counts c, size_t end) {
    uint64_t sum = 0;
    for (size_t i = end; i > 0; i -= i & (~i + 1))
        sum += c.tree[i - 1];
    return sum;
}

/* Places of all ends, low and high together, in their common order: below, equal and above are then
 * comparisons of small integers. */
static void rank_ends(tie_arena *scratch, const tie_series *s, size_t *lo, size_t *hi) {
    tie_mark mark = tie_arena_mark(scratch);
    size_t count = 2 * s->n, *order = TIE_NEW(scratch, size_t, count), rank = 0;
    double *ends = TIE_NEW(scratch, double, count);
    for (size_t i = 0; i < s->n; i++) {
        ends[i] = tie__series_lo(s, i);
        ends[s->n + i] = tie__series_hi(s, i);
    }
    gsl_sort_index(order, ends, 1, count);
    for (size_t k = 0; k < count; k++) {
        if (k && ends[order[k]] != ends[order[k - 1]])
            rank++;
        size_t i = order[k];
        *(i < s->n ? &lo[i] : &hi[i - s->n]) = rank;
    }
    tie_arena_rewind(scratch, mark);
}

static void count_pairs(tie_arena *scratch, const tie_series *s, tie_kendall *out) {
    tie_mark mark = tie_arena_mark(scratch);
    size_t *lo = TIE_NEW(scratch, size_t, s->n), *hi = TIE_NEW(scratch, size_t, s->n);
    rank_ends(scratch, s, lo, hi);
    counts lows = {TIE_NEW(scratch, uint32_t, 2 * s->n), 2 * s->n};
    counts highs = {TIE_NEW(scratch, uint32_t, 2 * s->n), 2 * s->n};
    for (size_t i = 0; i < s->n; i++) {
        out->rising += counts_below(highs, lo[i]);
        out->falling += i - counts_below(lows, hi[i] + 1);
        counts_add(lows, lo[i]);
        counts_add(highs, hi[i]);
    }
    out->s = (int64_t)out->rising - (int64_t)out->falling;
    out->undecided = (uint64_t)s->n * (s->n - 1) / 2 - out->rising - out->falling;
    tie_arena_rewind(scratch, mark);
}

/* With a_ij the certain order of i and j, and A_i its row sums:
 * Var S = sum A_i^2 / 3 + sum a_ij^2 / 6, Daniels' formula for S against time. */
static double variance(tie_arena *scratch, const tie_series *s) {
    tie_mark mark = tie_arena_mark(scratch);
    int64_t *scores = TIE_NEW(scratch, int64_t, s->n);
    uint64_t decided;
    tie__series_scores(scratch, s, scores, &decided);
    double squares = 0;
    for (size_t i = 0; i < s->n; i++)
        squares += (double)scores[i] * (double)scores[i];
    tie_arena_rewind(scratch, mark);
    return squares / 3 + (double)decided / 3;
}

/* Splits the figures into groups within which all overlap and between which all are ordered.
 * Returns how many, or 0 when the figures do not fall into such groups. */
static size_t tied_groups(tie_arena *scratch, const tie_series *s, size_t *sizes) {
    tie_mark mark = tie_arena_mark(scratch);
    size_t *lo = TIE_NEW(scratch, size_t, s->n), *hi = TIE_NEW(scratch, size_t, s->n);
    rank_ends(scratch, s, lo, hi);
    double *lows = TIE_NEW(scratch, double, s->n);
    for (size_t i = 0; i < s->n; i++)
        lows[i] = (double)lo[i];
    size_t *order = TIE_NEW(scratch, size_t, s->n), count = 0, least = 0, most = 0;
    gsl_sort_index(order, lows, 1, s->n);
    bool clean = true;
    for (size_t k = 0; k < s->n && clean; k++) {
        size_t i = order[k];
        if (k == 0 || lo[i] > most) {
            sizes[count++] = 1;
            least = most = hi[i];
            continue;
        }
        sizes[count - 1]++;
        least = hi[i] < least ? hi[i] : least;
        most = hi[i] > most ? hi[i] : most;
        clean = lo[i] <= least;
    }
    tie_arena_rewind(scratch, mark);
    return clean ? count : 0;
}

static void find_p(tie_arena *scratch, const tie_series *s, tie_kendall *out) {
    tie_mark mark = tie_arena_mark(scratch);
    size_t *groups = TIE_NEW(scratch, size_t, s->n);
    size_t count = tied_groups(scratch, s, groups);
    if (count && s->n <= TIE__KENDALL_GROUPS_MAX) {
        out->exact = true;
        out->p = tie__kendall_groups_p(scratch, groups, count, out->s);
    } else if (!count && s->n <= TIE__KENDALL_OVERLAP_MAX) {
        out->exact = true;
        out->is.method = "exact Mann-Kendall test on certain order (enumeration)";
        out->p = tie__kendall_overlap_p(scratch, s, out->s);
    } else {
        out->p = out->p_normal;
        out->is.method = count ? "Mann-Kendall test (normal, continuity correction, ties)"
                               : "Mann-Kendall test on certain order (normal, Daniels' variance, "
                                 "continuity correction)";
    }
    tie_arena_rewind(scratch, mark);
}

tie_kendall tie_stat_kendall(tie_arena *scratch, tie_series series, size_t series_tested) {
    tie_kendall out = {0};
    size_t min_n = series_tested > TIE_STAT_MANY ? TIE_STAT_MIN_P_MANY : TIE_STAT_MIN_P;
    if (!tie__stat_open_series(&out.is, &series, min_n,
                               "exact Mann-Kendall test (inversion polynomial with ties)", ASSUMES))
        return out;
    if (series.n > UINT32_MAX / 2) {
        tie__stat_fail(&out.is, "too many figures");
        return out;
    }
    count_pairs(scratch, &series, &out);
    out.var_s = variance(scratch, &series);
    double decided = (double)(out.rising + out.falling), all = decided + (double)out.undecided;
    double size = fabs((double)out.s);
    if (decided > 0)
        out.tau = (double)out.s / sqrt(all) / sqrt(decided);
    if (out.var_s > 0 && size > 1)
        out.z = copysign((size - 1) / sqrt(out.var_s), (double)out.s);
    out.p_normal = tie__stat_normal_p(out.z);
    find_p(scratch, &series, &out);
    return out;
}

const char *tie_stat_trend_words(const tie_kendall *kendall, double p_adjusted) {
    if (kendall->is.status == TIE_STAT_TOO_FEW)
        return "too few figures";
    if (kendall->is.status != TIE_STAT_OK)
        return "not computable";
    bool up = kendall->s > 0;
    if (p_adjusted < 0.01)
        return up ? "clear upward trend" : "clear downward trend";
    if (p_adjusted < 0.05)
        return up ? "likely upward trend" : "likely downward trend";
    return "no clear trend";
}
