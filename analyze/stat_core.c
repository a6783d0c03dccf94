/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/stat_core.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <threads.h>

static void handler_off(void) { gsl_set_error_handler_off(); }

void tie__stat_init(void) {
    static once_flag once = ONCE_FLAG_INIT;
    call_once(&once, handler_off);
}

bool tie__stat_open(tie_stat *is, size_t n, size_t min_n, const char *method, const char *assumes) {
    tie__stat_init();
    bool enough = n >= min_n;
    *is = (tie_stat){.status = enough ? TIE_STAT_OK : TIE_STAT_TOO_FEW,
                     .n = n,
                     .min_n = min_n,
                     .method = method,
                     .assumes = assumes,
                     .why = enough ? "" : "too few figures"};
    return enough;
}

void tie__stat_fail(tie_stat *is, const char *why) {
    is->status = TIE_STAT_NOT_COMPUTABLE;
    is->why = why;
}

bool tie__stat_open_series(tie_stat *is, const tie_series *s, size_t min_n, const char *method,
                           const char *assumes) {
    if (!tie__stat_open(is, s->n, min_n, method, assumes))
        return false;
    for (size_t i = 0; i < s->n; i++) {
        double lo = tie__series_lo(s, i), hi = tie__series_hi(s, i);
        if (!isfinite(s->time[i]) || (i && s->time[i] <= s->time[i - 1])) {
            tie__stat_fail(is, "times do not increase");
            return false;
        }
        if (!isfinite(s->value[i]) || !(lo <= hi) || lo == INFINITY || hi == -INFINITY) {
            tie__stat_fail(is, "a figure has no value");
            return false;
        }
    }
    return true;
}

tie__points tie__series_points(tie_arena *scratch, const tie_series *s) {
    tie__points out = {.time = TIE_NEW(scratch, double, s->n),
                       .value = TIE_NEW(scratch, double, s->n),
                       .half = TIE_NEW(scratch, double, s->n),
                       .from = TIE_NEW(scratch, size_t, s->n)};
    for (size_t i = 0; i < s->n; i++) {
        double lo = tie__series_lo(s, i), half = tie__series_hi(s, i) / 2 - lo / 2;
        if (!isfinite(half) || !isfinite(lo))
            continue;
        out.time[out.n] = s->time[i];
        out.value[out.n] = half > 0 ? lo + half : lo;
        out.half[out.n] = half;
        out.from[out.n++] = i;
    }
    return out;
}

/* How many of the sorted values lie below x. */
static size_t count_below(const double *sorted, size_t n, double x) {
    size_t from = 0, to = n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (sorted[mid] < x)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

static size_t count_above(const double *sorted, size_t n, double x) {
    size_t from = 0, to = n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (sorted[mid] <= x)
            from = mid + 1;
        else
            to = mid;
    }
    return n - from;
}

void tie__series_scores(tie_arena *scratch, const tie_series *s, int64_t *scores,
                        uint64_t *decided) {
    tie_mark mark = tie_arena_mark(scratch);
    double *lows = TIE_NEW(scratch, double, s->n), *highs = TIE_NEW(scratch, double, s->n);
    for (size_t i = 0; i < s->n; i++) {
        lows[i] = tie__series_lo(s, i);
        highs[i] = tie__series_hi(s, i);
    }
    gsl_sort(lows, 1, s->n);
    gsl_sort(highs, 1, s->n);
    *decided = 0;
    for (size_t i = 0; i < s->n; i++) {
        size_t below = count_below(highs, s->n, tie__series_lo(s, i));
        size_t above = count_above(lows, s->n, tie__series_hi(s, i));
        scores[i] = (int64_t)below - (int64_t)above;
        *decided += below;
    }
    tie_arena_rewind(scratch, mark);
}

double tie__stat_normal_p(double z) { return fmin(1, 2 * gsl_cdf_ugaussian_Q(fabs(z))); }
double tie__stat_t_p(double t, double df) { return fmin(1, 2 * gsl_cdf_tdist_Q(fabs(t), df)); }
double tie__stat_chi2_p(double x, double df) { return gsl_cdf_chisq_Q(x, df); }
double tie__stat_t_critical(double df) { return gsl_cdf_tdist_Pinv(0.975, df); }

bool tie__stat_finite(const double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i]))
            return false;
    return true;
}

tie_code tie_stat_t_quantile(double p, double df, double *out) {
    tie__stat_init();
    if (!(p > 0 && p < 1 && df > 0 && isfinite(df)))
        return TIE_ERANGE;
    double t = gsl_cdf_tdist_Pinv(p, df);
    if (!isfinite(t))
        return TIE_ERANGE;
    *out = t;
    return TIE_OK;
}

tie_code tie_stat_beta_quantile(double p, double a, double b, double *out) {
    tie__stat_init();
    if (!(p > 0 && p < 1 && a > 0 && b > 0 && isfinite(a) && isfinite(b)))
        return TIE_ERANGE;
    double x = gsl_cdf_beta_Pinv(p, a, b);
    if (isfinite(x) && fabs(gsl_cdf_beta_P(x, a, b) - p) <= 1e-10) {
        *out = x;
        return TIE_OK;
    }
    /* GSL's Newton steps can fail for lopsided parameters; halving cannot. */
    double lo = 0, hi = 1;
    for (int i = 0; i < 200 && lo < hi; i++) {
        x = lo + (hi - lo) / 2;
        if (gsl_cdf_beta_P(x, a, b) < p)
            lo = x;
        else
            hi = x;
    }
    *out = x;
    return TIE_OK;
}
