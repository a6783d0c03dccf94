/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Least squares lines and what they say of the next figure and of the odd one out. */
#include "analyze/stat_core.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

static const char NORMAL_ERRORS[] = "a straight line with independent normal errors, alike at all "
                                    "times";
static const char ON_A_LINE[] = "the figures lie exactly on a line";

/* Residuals that small against the figures are rounding of the arithmetic, not spread. */
static const double NO_SPREAD = 1e-11;

tie_line tie__line_fit(tie_arena *scratch, const double *time, const double *value, size_t n) {
    tie_mark mark = tie_arena_mark(scratch);
    double *centred = TIE_NEW(scratch, double, n);
    tie_line out = {.mean_time = gsl_stats_mean(time, 1, n)};
    double largest = 0, df = (double)n - 2;
    for (size_t i = 0; i < n; i++) {
        centred[i] = time[i] - out.mean_time;
        out.sum_squares_time += centred[i] * centred[i];
        largest = fmax(largest, fabs(value[i]));
    }
    double cov00, cov01, cov11, sum_squares;
    int status = gsl_fit_linear(centred, 1, value, 1, n, &out.level, &out.slope, &cov00, &cov01,
                                &cov11, &sum_squares);
    tie_arena_rewind(scratch, mark);
    double sd = sqrt(sum_squares / df);
    out.residual_sd = sd <= NO_SPREAD * largest ? 0 : sd;
    out.se_slope = out.residual_sd / sqrt(out.sum_squares_time);
    out.se_intercept = out.residual_sd *
                       sqrt(1 / (double)n + out.mean_time * out.mean_time / out.sum_squares_time);
    out.intercept = out.level - out.slope * out.mean_time;
    out.p = out.se_slope > 0
                ? tie__stat_t_p(out.slope / out.se_slope, df)
                : (fabs(out.slope) * sqrt(out.sum_squares_time) <= NO_SPREAD * largest);
    const double all[] = {out.level,    out.slope,        out.intercept,
                          out.se_slope, out.se_intercept, out.p};
    if (status != GSL_SUCCESS || !tie__stat_finite(all, sizeof all / sizeof *all)) {
        out = (tie_line){0};
        tie__stat_fail(&out.is, "figures too large");
    }
    return out;
}

/* The line through points, in the result that `is` opened. */
static tie_line fit_points(tie_arena *scratch, tie_stat is, const tie__points *points) {
    tie_line out = tie__line_fit(scratch, points->time, points->value, points->n);
    if (out.is.status != TIE_STAT_OK)
        tie__stat_fail(&is, out.is.why);
    out.is = is;
    return out;
}

/* Opens on the series and then on its bounded figures. */
static bool open_points(tie_arena *scratch, tie_stat *is, const tie_series *s, size_t min_n,
                        const char *method, tie__points *points) {
    if (!tie__stat_open_series(is, s, min_n, method, NORMAL_ERRORS))
        return false;
    *points = tie__series_points(scratch, s);
    return tie__stat_open(is, points->n, min_n, method, NORMAL_ERRORS);
}

tie_line tie_stat_line(tie_arena *scratch, tie_series series) {
    tie_mark mark = tie_arena_mark(scratch);
    tie_line out = {0};
    tie__points points;
    if (open_points(scratch, &out.is, &series, 3, "least squares line", &points))
        out = fit_points(scratch, out.is, &points);
    tie_arena_rewind(scratch, mark);
    return out;
}

/* Where `line`, through n figures, expects the one at `time`; standard error of the forecast. */
static double forecast(const tie_line *line, size_t n, double time, double *se) {
    double off = time - line->mean_time;
    *se = line->residual_sd * sqrt(1 + 1 / (double)n + off * off / line->sum_squares_time);
    return line->level + line->slope * off;
}

tie_next tie_stat_next(tie_arena *scratch, tie_series series, double time) {
    tie_mark mark = tie_arena_mark(scratch);
    tie_next out = {0};
    tie__points points;
    if (open_points(scratch, &out.is, &series, TIE_STAT_MIN_NEXT,
                    "95% prediction interval of a least squares line", &points)) {
        tie_line line = fit_points(scratch, out.is, &points);
        double se, value = forecast(&line, points.n, time, &se);
        double reach = se * tie__stat_t_critical((double)points.n - 2);
        out.is = line.is;
        if (out.is.status == TIE_STAT_OK && !(line.residual_sd > 0)) {
            tie__stat_fail(&out.is, ON_A_LINE);
        } else if (out.is.status == TIE_STAT_OK && !(isfinite(value) && isfinite(reach))) {
            tie__stat_fail(&out.is, "figures too large");
        } else if (out.is.status == TIE_STAT_OK) {
            out.value = value;
            out.lo = value - reach;
            out.hi = value + reach;
            out.may_warn = points.n >= TIE_STAT_MIN_NEXT_WARN;
            out.p = 1;
        }
    }
    tie_arena_rewind(scratch, mark);
    return out;
}

/* The first n figures alone. */
static tie_series first_figures(tie_series s, size_t n) {
    s.n = n;
    return s;
}

tie_next tie_stat_next_check(tie_arena *scratch, tie_series series, size_t at) {
    tie_next out = {0};
    if (!tie__stat_open_series(&out.is, &series, 1,
                               "95% prediction interval of a least squares line", NORMAL_ERRORS))
        return out;
    if (at >= series.n) {
        tie__stat_fail(&out.is, "no such figure");
        return out;
    }
    out = tie_stat_next(scratch, first_figures(series, at), series.time[at]);
    if (out.is.status != TIE_STAT_OK)
        return out;
    double lo = tie__series_lo(&series, at), hi = tie__series_hi(&series, at);
    double beyond = fmax(0, fmax(lo - out.value, out.value - hi));
    double df = (double)out.is.n - 2, se = (out.hi - out.value) / tie__stat_t_critical(df);
    out.outside = lo > out.hi || hi < out.lo;
    out.p = tie__stat_t_p(beyond / se, df);
    return out;
}

tie_outlier tie_stat_outlier(tie_arena *scratch, tie_series series) {
    tie_mark mark = tie_arena_mark(scratch);
    tie_outlier out = {0};
    tie__points points;
    if (!open_points(scratch, &out.is, &series, TIE_STAT_MIN_OUTLIER,
                     "deleted residuals from a least squares line, Bonferroni", &points)) {
        tie_arena_rewind(scratch, mark);
        return out;
    }
    tie_line line = fit_points(scratch, out.is, &points);
    double n = (double)points.n, sum_squares = line.residual_sd * line.residual_sd * (n - 2);
    out.is = line.is;
    for (size_t i = 0; i < points.n && out.is.status == TIE_STAT_OK; i++) {
        double off = points.time[i] - line.mean_time;
        double free_share = 1 - 1 / n - off * off / line.sum_squares_time;
        double residual = points.value[i] - line.level - line.slope * off;
        double others = sum_squares - residual * residual / free_share;
        if (!(free_share > 1e-9) || !(others > NO_SPREAD * sum_squares)) {
            tie__stat_fail(&out.is, "the other figures lie exactly on a line");
            break;
        }
        double deleted = residual / free_share;
        double nearest = copysign(fmax(0, fabs(deleted) - points.half[i]), deleted);
        double t = nearest * sqrt(free_share * (n - 3) / others);
        if (fabs(t) > fabs(out.t) || i == 0) {
            out.t = t;
            out.at = points.from[i];
        }
    }
    if (out.is.status == TIE_STAT_OK)
        out.p = fmin(1, n * tie__stat_t_p(out.t, n - 3));
    else
        out = (tie_outlier){.is = out.is};
    tie_arena_rewind(scratch, mark);
    return out;
}

tie_growth tie_stat_log_growth(tie_arena *scratch, tie_series series) {
    tie_mark mark = tie_arena_mark(scratch);
    tie_growth out = {0};
    tie__points points;
    if (open_points(scratch, &out.is, &series, TIE_STAT_MIN_P,
                    "least squares line through logarithms", &points)) {
        bool positive = true;
        for (size_t i = 0; i < points.n; i++) {
            positive = positive && points.value[i] > points.half[i];
            points.value[i] = log(points.value[i]);
        }
        tie_line line = positive ? fit_points(scratch, out.is, &points) : (tie_line){.is = out.is};
        double reach = line.se_slope * tie__stat_t_critical((double)points.n - 2);
        const double rates[] = {expm1(line.slope), expm1(line.slope - reach),
                                expm1(line.slope + reach)};
        out.is = line.is;
        if (!positive)
            tie__stat_fail(&out.is, "a figure may be zero or below");
        else if (!tie__stat_finite(rates, 3))
            tie__stat_fail(&out.is, "growth out of range");
        else
            out = (tie_growth){line.is, rates[0], rates[1], rates[2]};
    }
    tie_arena_rewind(scratch, mark);
    return out;
}
