/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps and serial dependence, by Monte Carlo: short series are far from every limit theorem. */
#include "analyze/stat_core.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

int64_t tie__pettitt(const int64_t *scores, size_t n, size_t *at) {
    int64_t sum = 0, most = 0;
    *at = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        sum += scores[i];
        int64_t size = sum < 0 ? -sum : sum;
        if (size > most) {
            most = size;
            *at = i + 1;
        }
    }
    return most;
}

double tie__pettitt_asymptotic_p(int64_t k, size_t n) {
    double size = (double)k, m = (double)n;
    return fmin(1, 2 * exp(-6 * size * size / (m * m * m + m * m)));
}

double tie__ljung_box(const double *x, size_t n, size_t lags) {
    double mean = 0, all = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        mean += x[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        all += (x[i] - mean) * (x[i] - mean);
    for (size_t lag = 1; lag <= lags && all > 0; lag++) {
        double shared = 0;
        for (size_t i = lag; i < n; i++)
            shared += (x[i] - mean) * (x[i - lag] - mean);
        sum += shared / all * (shared / all) / (double)(n - lag);
    }
    return (double)n * (double)(n + 2) * sum;
}

/* Times fixed, everything that a line needs to be taken off figures at those times. */
typedef struct line_frame {
    const double *off; /* time less mean time */
    double *step_room; /* [k]: sum of squares left of the step at k once a line is taken off */
    double sum_squares;
    size_t n;
} line_frame;

static line_frame make_frame(tie_arena *scratch, const double *time, size_t n) {
    double *off = TIE_NEW(scratch, double, n), mean = 0;
    line_frame out = {off, TIE_NEW(scratch, double, n), 0, n};
    for (size_t i = 0; i < n; i++)
        mean += time[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        off[i] = time[i] - mean;
        out.sum_squares += off[i] * off[i];
    }
    double behind = 0;
    for (size_t k = n - 1; k > 0; k--) {
        behind += off[k];
        double count = (double)(n - k);
        out.step_room[k] = count - count * count / (double)n - behind * behind / out.sum_squares;
    }
    return out;
}

static void take_line_off(const line_frame *frame, double *x) {
    double mean = 0, slope = 0;
    for (size_t i = 0; i < frame->n; i++) {
        mean += x[i] / (double)frame->n;
        slope += x[i] * frame->off[i] / frame->sum_squares;
    }
    for (size_t i = 0; i < frame->n; i++)
        x[i] -= mean + slope * frame->off[i];
}

/* The largest share of the residual sum of squares that one step explains, with two figures at
 * least on either side; rises with the F of that step. */
static double step_share(const line_frame *frame, const double *residuals) {
    double all = 0, behind = 0, most = 0;
    for (size_t k = frame->n; k-- > 2;) {
        all += residuals[k] * residuals[k];
        behind += residuals[k];
        if (k + 2 <= frame->n && frame->step_room[k] > 1e-9)
            most = fmax(most, behind * behind / frame->step_room[k]);
    }
    all += residuals[0] * residuals[0] + residuals[1] * residuals[1];
    return all > 0 ? most / all : 0;
}

static double serial_statistic(const line_frame *frame, const double *residuals) {
    return tie__ljung_box(residuals, frame->n, 1);
}

typedef double statistic(const line_frame *frame, const double *residuals);

/* Chance of a statistic at least as large as that of `residuals` for normal errors about any line:
 * it depends on neither the line nor the spread, so that the level is exact. */
static double line_errors_p(const line_frame *frame, const double *residuals, double *space,
                            unsigned replicates, gsl_rng *rng, statistic *of) {
    double observed = of(frame, residuals) * (1 - 1e-12);
    unsigned extreme = 1;
    for (unsigned r = 0; r < replicates; r++) {
        for (size_t i = 0; i < frame->n; i++)
            space[i] = gsl_ran_gaussian_ziggurat(rng, 1);
        take_line_off(frame, space);
        extreme += of(frame, space) >= observed;
    }
    return (double)extreme / (double)(replicates + 1);
}

/* Chance of a Pettitt statistic of at least k over random orders of the figures. Shuffles scores.
 */
static double pettitt_p(int64_t *scores, size_t n, int64_t k, unsigned replicates, gsl_rng *rng) {
    unsigned extreme = 1;
    for (unsigned r = 0; r < replicates; r++) {
        size_t at;
        gsl_ran_shuffle(rng, scores, n, sizeof *scores);
        extreme += tie__pettitt(scores, n, &at) >= k;
    }
    return (double)extreme / (double)(replicates + 1);
}

/* Enough for the level asked for, within a second or two at n = 100,000. */
static unsigned default_replicates(unsigned asked, size_t n) {
    if (asked)
        return asked;
    return n <= 1000 ? TIE_STAT_REPLICATES : n <= 10000 ? 999 : 199;
}

static void mean_sides(const tie__points *points, tie_step *out) {
    size_t count[2] = {0, 0};
    double mean[2] = {0, 0};
    for (size_t i = 0; i < points->n; i++) {
        int side = points->from[i] >= out->at;
        mean[side] += (points->value[i] - mean[side]) / (double)++count[side];
    }
    out->before = mean[!count[0]];
    out->after = mean[count[1] > 0];
}

/* A cubic, which has as many parameters as a line with one step at a place of its own, leaves no
 * more of the figures unexplained than that does: growth that bends is no step. */
static bool bends(tie_arena *scratch, const line_frame *frame, const tie__points *points,
                  const double *residuals) {
    enum { TERMS = 4 };
    double left = 0, all = 0, coef[TERMS], se[TERMS], widest = 0;
    double *x = TIE_NEW(scratch, double, TERMS * points->n);
    for (size_t i = 0; i < points->n; i++)
        widest = fmax(widest, fabs(frame->off[i]));
    for (size_t i = 0; i < points->n; i++) {
        x[TERMS * i] = 1;
        for (size_t k = 1; k < TERMS; k++)
            x[TERMS * i + k] = x[TERMS * i + k - 1] * frame->off[i] / widest;
        all += residuals[i] * residuals[i];
    }
    if (points->n <= TERMS ||
        tie_stat_regress(x, points->value, points->n, TERMS, coef, se).is.status != TIE_STAT_OK)
        return false;
    for (size_t i = 0; i < points->n; i++) {
        double rest = points->value[i];
        for (size_t k = 0; k < TERMS; k++)
            rest -= coef[k] * x[TERMS * i + k];
        left += rest * rest;
    }
    return left <= all * (1 - step_share(frame, residuals));
}

tie_step tie_stat_step(tie_arena *scratch, tie_series s, unsigned replicates, uint64_t seed) {
    static const char METHOD[] = "Pettitt test and largest F of a step on a line (Monte Carlo)";
    static const char ASSUMES[] = "independent figures; normal errors about the line";
    tie_step out = {0};
    if (!tie__stat_open_series(&out.is, &s, TIE_STAT_MIN_STEP, METHOD, ASSUMES))
        return out;
    tie_mark mark = tie_arena_mark(scratch);
    tie__points points = tie__series_points(scratch, &s);
    if (!tie__stat_open(&out.is, points.n, TIE_STAT_MIN_STEP, METHOD, ASSUMES)) {
        tie_arena_rewind(scratch, mark);
        return out;
    }
    int64_t *scores = TIE_NEW(scratch, int64_t, s.n);
    uint64_t decided;
    tie__series_scores(scratch, &s, scores, &decided);
    line_frame frame = make_frame(scratch, points.time, points.n);
    double *residuals = TIE_NEW(scratch, double, points.n),
           *space = TIE_NEW(scratch, double, points.n);
    tie_line line = tie__line_fit(scratch, points.time, points.value, points.n);
    memcpy(residuals, points.value, points.n * sizeof *residuals);
    take_line_off(&frame, residuals);
    bool spread = line.is.status == TIE_STAT_OK && line.residual_sd > 0;
    gsl_rng *rng = spread ? gsl_rng_alloc(gsl_rng_mt19937) : NULL;
    if (rng) {
        unsigned count = default_replicates(replicates, s.n);
        gsl_rng_set(rng, (unsigned long)(seed % 0xFFFFFFFFu) + 1);
        out.k = tie__pettitt(scores, s.n, &out.at);
        mean_sides(&points, &out);
        out.p_change = pettitt_p(scores, s.n, out.k, count, rng);
        out.p_line = line_errors_p(&frame, residuals, space, count, rng, step_share);
        out.bends = bends(scratch, &frame, &points, residuals);
        out.p = out.bends ? 1 : fmax(out.p_change, out.p_line);
        gsl_rng_free(rng);
    } else {
        tie__stat_fail(&out.is, spread ? "out of memory" : "the figures lie exactly on a line");
    }
    tie_arena_rewind(scratch, mark);
    return out;
}

tie_test tie_stat_serial(tie_arena *scratch, tie_series s, unsigned replicates, uint64_t seed) {
    static const char METHOD[] = "Ljung-Box at lag 1 on residuals from a line (Monte Carlo)";
    static const char ASSUMES[] = "normal errors, alike at all times; figures evenly spaced";
    tie_test out = {0};
    if (!tie__stat_open_series(&out.is, &s, TIE_STAT_MIN_SERIAL, METHOD, ASSUMES))
        return out;
    tie_mark mark = tie_arena_mark(scratch);
    tie__points points = tie__series_points(scratch, &s);
    if (tie__stat_open(&out.is, points.n, TIE_STAT_MIN_SERIAL, METHOD, ASSUMES)) {
        line_frame frame = make_frame(scratch, points.time, points.n);
        double *residuals = TIE_NEW(scratch, double, points.n);
        double *space = TIE_NEW(scratch, double, points.n);
        tie_line line = tie__line_fit(scratch, points.time, points.value, points.n);
        memcpy(residuals, points.value, points.n * sizeof *residuals);
        take_line_off(&frame, residuals);
        bool spread = line.is.status == TIE_STAT_OK && line.residual_sd > 0;
        gsl_rng *rng = spread ? gsl_rng_alloc(gsl_rng_mt19937) : NULL;
        if (rng) {
            gsl_rng_set(rng, (unsigned long)(seed % 0xFFFFFFFFu) + 1);
            out.statistic = serial_statistic(&frame, residuals);
            out.p = line_errors_p(&frame, residuals, space, default_replicates(replicates, s.n),
                                  rng, serial_statistic);
            gsl_rng_free(rng);
        } else {
            tie__stat_fail(&out.is, spread ? "out of memory" : "the figures lie exactly on a line");
        }
    }
    tie_arena_rewind(scratch, mark);
    return out;
}
