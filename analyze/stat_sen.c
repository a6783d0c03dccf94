/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slopes on real dates: Theil-Sen over all pairs, and compound growth. */
#include "analyze/stat_core.h"

#include <gsl/gsl_sort.h>
#include <math.h>

/* Up to here all pairs are listed (half a million slopes). */
enum { LIST_MAX = 1000 };
static const double NORMAL_975 = 1.959963984540054;

/* The slope of the pair i < j is (later[j] - earlier[i]) / (time[j] - time[i]): with later the low
 * ends and earlier the high ends it is the least slope that the two intervals allow. */
typedef struct slopes {
    const double *time, *earlier, *later;
    size_t n;
    double *sorted; /* all of them, or NULL when too many */
} slopes;

static double slope_at(const slopes *p, size_t i, size_t j) {
    return (p->later[j] - p->earlier[i]) / (p->time[j] - p->time[i]);
}

static void list_slopes(tie_arena *scratch, slopes *p) {
    if (p->n > LIST_MAX)
        return;
    size_t count = 0, pairs = p->n * (p->n - 1) / 2;
    p->sorted = TIE_NEW(scratch, double, pairs);
    for (size_t i = 0; i < p->n; i++)
        for (size_t j = i + 1; j < p->n; j++)
            p->sorted[count++] = slope_at(p, i, j);
    gsl_sort(p->sorted, 1, count);
}

typedef struct merge_space {
    double *early, *late, *spare; /* each n */
} merge_space;

static void merge(double *x, double *spare, size_t from, size_t mid, size_t to) {
    size_t i = from, j = mid, k = from;
    while (i < mid || j < to)
        spare[k++] = j == to || (i < mid && x[i] <= x[j]) ? x[i++] : x[j++];
    memcpy(x + from, spare + from, (to - from) * sizeof *x);
}

/* How many pairs have a slope of at most s: those with late[j] <= early[i], where s * time has been
 * taken off both. Counted while merging runs of growing length. */
static uint64_t count_up_to(const slopes *p, double s, merge_space space) {
    double *early = space.early, *late = space.late;
    for (size_t i = 0; i < p->n; i++) {
        double off = s * (p->time[i] - p->time[0]);
        early[i] = p->earlier[i] - off;
        late[i] = p->later[i] - off;
    }
    uint64_t count = 0;
    for (size_t run = 1; run < p->n; run *= 2) {
        for (size_t from = 0; from + run < p->n; from += 2 * run) {
            size_t mid = from + run, to = mid + run < p->n ? mid + run : p->n, j = mid;
            for (size_t i = from; i < mid; i++) {
                while (j < to && late[j] <= early[i])
                    j++;
                count += j - mid;
            }
            merge(early, space.spare, from, mid, to);
            merge(late, space.spare, from, mid, to);
        }
    }
    return count;
}

/* A slope that no finite one exceeds in size. */
static double bound(const slopes *p) {
    double least = INFINITY, lo = INFINITY, hi = -INFINITY;
    for (size_t i = 0; i < p->n; i++) {
        if (i)
            least = fmin(least, p->time[i] - p->time[i - 1]);
        const double ends[2] = {p->earlier[i], p->later[i]};
        for (int k = 0; k < 2; k++) {
            if (isfinite(ends[k])) {
                lo = fmin(lo, ends[k]);
                hi = fmax(hi, ends[k]);
            }
        }
    }
    return lo > hi ? 0 : 1.001 * (hi - lo) / least;
}

/* The slope of the given rank from 0, by halving the range that must hold it: geometrically until
 * its ends are of one size, so that 1e-12 of the slope is reached whatever its scale. */
static double select_slope(tie_arena *scratch, const slopes *p, uint64_t rank) {
    if (p->sorted)
        return p->sorted[rank];
    tie_mark mark = tie_arena_mark(scratch);
    merge_space space = {TIE_NEW(scratch, double, p->n), TIE_NEW(scratch, double, p->n),
                         TIE_NEW(scratch, double, p->n)};
    double hi = bound(p), lo = -hi, tiny = hi * 1e-15, out;
    if (!isfinite(hi)) {
        out = NAN;
    } else if (count_up_to(p, lo, space) > rank) {
        out = -INFINITY;
    } else if (count_up_to(p, hi, space) <= rank) {
        out = INFINITY;
    } else {
        while (hi - lo > fmax(tiny, 1e-12 * fmax(fabs(lo), fabs(hi)))) {
            double mid = lo + (hi - lo) / 2;
            if (lo > 0 && hi > 4 * lo)
                mid = sqrt(lo) * sqrt(hi);
            else if (hi < 0 && lo < 4 * hi)
                mid = -sqrt(-lo) * sqrt(-hi);
            *(count_up_to(p, mid, space) > rank ? &hi : &lo) = mid;
        }
        out = lo + (hi - lo) / 2;
    }
    tie_arena_rewind(scratch, mark);
    return out;
}

static double median_slope(tie_arena *scratch, const slopes *p) {
    uint64_t pairs = (uint64_t)p->n * (p->n - 1) / 2;
    double lower = select_slope(scratch, p, (pairs - 1) / 2);
    if (pairs % 2 || !p->sorted)
        return lower;
    return lower / 2 + select_slope(scratch, p, pairs / 2) / 2;
}

static double median_of(tie_arena *scratch, const double *x, size_t n) {
    tie_mark mark = tie_arena_mark(scratch);
    double *sorted = TIE_NEW(scratch, double, n);
    memcpy(sorted, x, n * sizeof *x);
    gsl_sort(sorted, 1, n);
    double out = sorted[(n - 1) / 2] / 2 + sorted[n / 2] / 2;
    tie_arena_rewind(scratch, mark);
    return out;
}

/* Variance of S with the ties that are certain: equal exact figures. */
static double exact_ties_variance(tie_arena *scratch, const tie_series *s) {
    tie_mark mark = tie_arena_mark(scratch);
    double *exact = TIE_NEW(scratch, double, s->n), n = (double)s->n;
    size_t count = 0;
    for (size_t i = 0; i < s->n; i++)
        if (tie__series_lo(s, i) == tie__series_hi(s, i))
            exact[count++] = tie__series_lo(s, i);
    gsl_sort(exact, 1, count);
    double variance = n * (n - 1) * (2 * n + 5);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && exact[to] == exact[from]; to++)
            ;
        double t = (double)(to - from);
        variance -= t * (t - 1) * (2 * t + 5);
    }
    tie_arena_rewind(scratch, mark);
    return variance / 18;
}

/* Ranks of the slopes that end the 95% interval. */
static void interval_ranks(double pairs, double variance, uint64_t *lower, uint64_t *upper) {
    double reach = NORMAL_975 * sqrt(variance);
    *upper = (uint64_t)fmin(nearbyint((pairs + reach) / 2), pairs - 1);
    *lower = (uint64_t)fmax(nearbyint((pairs - reach) / 2) - 1, 0);
}

tie_sen tie_stat_sen(tie_arena *scratch, tie_series s) {
    tie_sen out = {0};
    if (!tie__stat_open_series(&out.is, &s, TIE_STAT_MIN_SEN,
                               s.n > LIST_MAX ? "Theil-Sen slope (counting bisection)"
                                              : "Theil-Sen slope over all pairs",
                               "figures independent of each other; errors alike at all times"))
        return out;
    tie_mark mark = tie_arena_mark(scratch);
    const double *lo = s.lo ? s.lo : s.value, *hi = s.hi ? s.hi : s.value;
    slopes printed = {s.time, s.value, s.value, s.n, NULL};
    slopes least = {s.time, hi, lo, s.n, NULL}, greatest = {s.time, lo, hi, s.n, NULL};
    bool exact = lo == s.value && hi == s.value;
    list_slopes(scratch, &printed);
    if (!exact) {
        list_slopes(scratch, &least);
        list_slopes(scratch, &greatest);
    }
    uint64_t lower, upper;
    interval_ranks((double)s.n * (double)(s.n - 1) / 2, exact_ties_variance(scratch, &s), &lower,
                   &upper);
    out.slope = median_slope(scratch, &printed);
    out.slope_lo = exact ? out.slope : median_slope(scratch, &least);
    out.slope_hi = exact ? out.slope : median_slope(scratch, &greatest);
    out.lo = select_slope(scratch, exact ? &printed : &least, lower);
    out.hi = select_slope(scratch, exact ? &printed : &greatest, upper);
    out.level = median_of(scratch, s.value, s.n);
    out.mid_time = median_of(scratch, s.time, s.n);
    tie_arena_rewind(scratch, mark);
    bool nan = isnan(out.slope_lo) || isnan(out.slope_hi) || isnan(out.lo) || isnan(out.hi);
    if (nan || !isfinite(out.slope) || !isfinite(out.level)) {
        tie_stat is = out.is;
        tie__stat_fail(&is, "figures too large");
        return (tie_sen){.is = is};
    }
    return out;
}

tie_growth tie_stat_cagr(tie_series s) {
    tie_growth out = {0};
    if (!tie__stat_open_series(&out.is, &s, 2, "compound growth from the first to the last figure",
                               "the figures between play no part"))
        return out;
    size_t end = s.n - 1;
    double years = s.time[end] - s.time[0];
    double first_lo = tie__series_lo(&s, 0), first_hi = tie__series_hi(&s, 0);
    double last_lo = fmax(0, tie__series_lo(&s, end)), last_hi = tie__series_hi(&s, end);
    if (!(first_lo > 0 && s.value[0] > 0 && s.value[end] >= 0 && last_hi >= 0)) {
        tie__stat_fail(&out.is, "the first figure may be zero, or a figure below");
        return out;
    }
    double rate = pow(s.value[end] / s.value[0], 1 / years) - 1;
    double lo = pow(last_lo / first_hi, 1 / years) - 1;
    double hi = pow(last_hi / first_lo, 1 / years) - 1;
    if (!isfinite(rate) || !isfinite(lo) || isnan(hi)) {
        tie__stat_fail(&out.is, "growth out of range");
        return out;
    }
    out.rate = rate;
    out.lo = lo;
    out.hi = hi;
    return out;
}
