/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statistics of short, noisy, rounded and hedged series, and of agreement between sources.
 *
 * Every result opens with a tie_stat: how many figures it rests on, how it was found, and whether
 * it may be used at all. Unless `is.status` is TIE_STAT_OK all other members are zero. Below the
 * minimum of figures the answer is TIE_STAT_TOO_FEW. No NaN ever leaves this module; an infinity
 * only where a member says so. The functions keep no state, may run in any thread, give the same
 * result for the same input on every call, and leave `scratch` as they found it.
 *
 * Times are years (or any unit of time, then rates are per that unit), strictly increasing. Rates
 * of growth are fractions: 0.05 is five per cent. Probabilities are two-sided unless stated. */
#ifndef TIE_ANALYZE_STAT_H
#define TIE_ANALYZE_STAT_H

#include "base/arena.h"

/* The fewest figures for which an answer is given. */
enum {
    TIE_STAT_MIN_P = 5,
    TIE_STAT_MIN_P_MANY = 7, /* when more than TIE_STAT_MANY series are tested together */
    TIE_STAT_MANY = 10,
    TIE_STAT_MIN_SEN = 5,
    TIE_STAT_MIN_NEXT = 5,
    TIE_STAT_MIN_NEXT_WARN = 8,
    TIE_STAT_MIN_OUTLIER = 7,
    TIE_STAT_MIN_STEP = 10,
    TIE_STAT_MIN_SERIAL = 15,
    TIE_STAT_MIN_HEAPING = 10,
    TIE_STAT_MIN_RATE = 5,
    TIE_STAT_MIN_RATE_RANK = 20
};

typedef enum tie_stat_status {
    TIE_STAT_OK,
    TIE_STAT_TOO_FEW,
    TIE_STAT_NOT_COMPUTABLE
} tie_stat_status;

/* What a result rests on. The strings are static. */
typedef struct tie_stat {
    tie_stat_status status;
    size_t n, min_n;     /* figures used, figures needed */
    const char *method;  /* "exact Mann-Kendall test (inversion polynomial with ties)" */
    const char *assumes; /* "independent figures in exchangeable order" */
    const char *why;     /* why there is no answer; empty when OK */
} tie_stat;

/* One figure per time. lo and hi bound what each figure allows ([x, +INFINITY] for "more than x");
 * both NULL: every figure is exact. value is the figure as printed. */
typedef struct tie_series {
    const double *time, *value, *lo, *hi;
    size_t n;
} tie_series;

/* ---- Direction --------------------------------------------------------------------------------
 */

/* A pair of figures counts only when their intervals are ordered for certain. */
typedef struct tie_kendall {
    tie_stat is;
    int64_t s; /* rising less falling pairs */
    uint64_t rising, falling, undecided;
    double tau;   /* tau-b; for intervals its analogue, S over sqrt(pairs * decided pairs) */
    double var_s; /* over all orders of these figures (Daniels 1944) */
    double z;     /* with continuity correction */
    double p;     /* the one to use: exact where `exact` */
    double p_normal;
    bool exact;
} tie_kendall;

/* What: the Mann-Kendall test for a monotone trend. Exact over all orders of the figures when they
 * fall into tied groups that are ordered for certain (to n = 60) or, for overlapping intervals, to
 * n = 10; beyond, the normal approximation with Daniels' variance. O(n log n) for large n.
 * series_tested: how many series are tested together; decides the minimum n.
 * Source: Kendall, Rank Correlation Methods, 4th ed.; Daniels, Biometrika 33 (1944) 129. */
tie_kendall tie_stat_kendall(tie_arena *scratch, tie_series series, size_t series_tested);

/* Adjusted p below .01 "clear", below .05 "likely", else "no clear trend": "clear upward trend". */
const char *tie_stat_trend_words(const tie_kendall *kendall, double p_adjusted);

/* ---- Size -------------------------------------------------------------------------------------
 */

/* The median of the slopes of all pairs. For exact figures slope = slope_lo = slope_hi. */
typedef struct tie_sen {
    tie_stat is;
    double slope;              /* of the figures as printed, per unit of time */
    double slope_lo, slope_hi; /* all medians that the intervals allow; may be infinite */
    double lo, hi;             /* 95% interval, whatever the figures inside; may be infinite */
    double level, mid_time;    /* the line is level + slope * (t - mid_time): both medians */
} tie_sen;

/* What: Theil-Sen slope. Above n = 1000 the order statistics are found by counting bisection (no
 * list of pairs), right to 1e-12 of the slope; the median of an even number is then the lower one.
 * Source: Sen, JASA 63 (1968) 1379; ranks rounded as scipy.stats.theilslopes does. */
tie_sen tie_stat_sen(tie_arena *scratch, tie_series series);

/* A rate of growth per unit of time, with the ends that a 95% interval or the figures allow. */
typedef struct tie_growth {
    tie_stat is;
    double rate;
    double lo, hi; /* hi may be infinite */
} tie_growth;

/* Compound growth from the first to the last figure; lo and hi are all rates that their intervals
 * allow. Not computable unless both lie above 0 (the last may touch it). */
tie_growth tie_stat_cagr(tie_series series);
/* Growth by a line through the logarithms of the bounded figures, 95% interval from Student's t. */
tie_growth tie_stat_log_growth(tie_arena *scratch, tie_series series);

/* ---- Lines ------------------------------------------------------------------------------------
 */

/* Least squares line level + slope * (t - mean_time) through the figures bounded on both sides,
 * each taken at the middle of its interval. */
typedef struct tie_line {
    tie_stat is;
    double level, slope, mean_time;
    double intercept; /* at time 0 */
    double se_slope, se_intercept;
    double residual_sd;
    double sum_squares_time; /* of t - mean_time */
    double p;                /* of slope 0, by Student's t */
} tie_line;

tie_line tie_stat_line(tie_arena *scratch, tie_series series);
/* The same line by iteratively reweighted least squares with Tukey's bisquare weights. */
tie_line tie_stat_line_robust(tie_arena *scratch, tie_series series);

typedef struct tie_next {
    tie_stat is;
    double value, lo, hi; /* 95% prediction interval at the time asked for */
    bool may_warn;        /* enough figures to call a value outside unusual */
    /* of tie_stat_next_check: the figure lies wholly outside; p of its nearest end */
    bool outside;
    double p;
} tie_next;

/* What: where the line through all figures expects the one at `time`. Not computable when the
 * figures lie exactly on a line: then there is no spread to judge by. */
tie_next tie_stat_next(tie_arena *scratch, tie_series series, double time);
/* What: figure `at` against the line through those before it. */
tie_next tie_stat_next_check(tie_arena *scratch, tie_series series, size_t at);

typedef struct tie_outlier {
    tie_stat is;
    size_t at; /* the figure farthest from the line through all others */
    double t;  /* externally studentized residual of its nearest end */
    double p;  /* Bonferroni over the figures */
} tie_outlier;

/* Source: Beckman and Cook, Technometrics 25 (1983) 119. */
tie_outlier tie_stat_outlier(tie_arena *scratch, tie_series series);

typedef struct tie_regression {
    tie_stat is;
    double residual_sd;
} tie_regression;

/* What: least squares of y on p columns (x row by row, n rows), coefficients and their standard
 * errors by singular values. coef and se hold p and mean nothing
 * unless the status is OK. */
tie_regression tie_stat_regress(const double *x, const double *y, size_t n, size_t p, double *coef,
                                double *se);

/* ---- Steps and serial dependence --------------------------------------------------------------
 */

typedef struct tie_step {
    tie_stat is;
    size_t at;            /* index of the first figure after the step */
    double before, after; /* mean of the bounded figures on either side, or of all */
    int64_t k;            /* Pettitt's statistic */
    double p_change;      /* Pettitt: a change of level against none */
    double p_line;        /* a step on top of a line against the line alone */
    bool bends;           /* a smooth curve explains the figures as well */
    double p;             /* the larger of the two, or 1 where the curve does: a step that neither
                             a line nor a curve explains */
} tie_step;

enum { TIE_STAT_REPLICATES = 9999 };

/* What: both tests by Monte Carlo with a fixed generator (mt19937). replicates 0: 9999, fewer above
 * n = 1000. Source: Pettitt, Applied Statistics 28 (1979) 126, on certain order of the intervals;
 * Andrews, Econometrica 61 (1993) 821, for the largest F over all places of the step. */
tie_step tie_stat_step(tie_arena *scratch, tie_series series, unsigned replicates, uint64_t seed);

typedef struct tie_test {
    tie_stat is;
    double statistic, p;
} tie_test;

/* What: correlation of each residual from the line with the next one: Ljung-Box at lag 1, and its p
 * by Monte Carlo over normal residuals from lines at the same times: chi-squared is off for short
 * series. Source: Ljung and Box, Biometrika 65 (1978) 297. */
tie_test tie_stat_serial(tie_arena *scratch, tie_series series, unsigned replicates, uint64_t seed);

/* ---- Many figures, many tests -----------------------------------------------------------------
 */

typedef struct tie_heaping {
    tie_stat is;
    size_t digit[10];  /* how often each last digit was seen */
    size_t zero, half; /* last digit 0; last digit 0 or 5 */
    double p;          /* as many zeros, or zeros and fives, by chance; one-sided, exact */
} tie_heaping;

/* What: whether round figures are too many, from the last printed digit of each. */
tie_heaping tie_stat_heaping(const uint8_t *last_digits, size_t n);

/* What: Benjamini-Hochberg: the smallest false discovery rate at which each p would be declared.
 * adjusted holds n and may be p itself. A p that is NaN counts as 1.
 * Source: Benjamini and Hochberg, JRSS B 57 (1995) 289. */
void tie_stat_adjust(tie_arena *scratch, const double *p, size_t n, double *adjusted);

/* Spearman's rank correlation with middle ranks for ties. Needs 3; not computable when one side is
 * constant. statistic = rho; p is 0 and means nothing. */
tie_test tie_stat_spearman(tie_arena *scratch, const double *x, const double *y, size_t n);

typedef struct tie_moments {
    tie_stat is;
    double mean, sd;
    double median, mad; /* mad scaled by 1.4826: a spread like sd for normal figures */
    double serial;      /* correlation at lag 1 */
} tie_moments;
tie_moments tie_stat_moments(tie_arena *scratch, const double *x, size_t n);

/* ---- Agreement of sources ---------------------------------------------------------------------
 */

typedef struct tie_rate {
    tie_stat is;
    double rate, lo, hi;
    bool may_rank;
} tie_rate;

/* Share k of n with a 95% interval that is never too short (Clopper-Pearson), or near 95% on
 * average (Wilson). Needs 1. */
tie_rate tie_stat_share_exact(size_t k, size_t n);
tie_rate tie_stat_share_wilson(size_t k, size_t n);
/* Smoothed agreement (1 + sum) / (2 + n) of n comparable claims, with the 90% band of
 * Beta(1 + sum, 1 + n - sum). sum: of the agreements, each within 0 to 1. */
tie_rate tie_stat_agreement(double sum, size_t n);
/* Pr[Bin(n, p) >= k]; 1 when an argument makes no sense, so that nothing is ever declared. */
double tie_stat_binomial_tail(size_t k, size_t n, double p);

/* Quantiles; TIE_ERANGE outside 0 < p < 1 and positive parameters. */
tie_code tie_stat_t_quantile(double p, double df, double *out);
tie_code tie_stat_beta_quantile(double p, double a, double b, double *out);

/* ---- All of it for one series -----------------------------------------------------------------
 */

typedef struct tie_trend_options {
    size_t series_tested; /* in this run; 0: one */
    double next_time;     /* where to predict; not later than the last figure: one median gap on */
    unsigned replicates;  /* of the Monte Carlo tests; 0: the default */
    uint64_t seed;
} tie_trend_options;

typedef struct tie_trend {
    size_t n;
    tie_kendall kendall;
    tie_sen sen;
    tie_growth cagr, log_growth;
    tie_line line, robust;
    double next_time;
    tie_next next; /* at next_time */
    tie_next last; /* the last figure against those before it */
    tie_outlier outlier;
    tie_step step;
    tie_test serial;
    tie_moments moments; /* of the figures as printed */
} tie_trend;

/* Each part answers for itself: one may be too few where another is OK. */
tie_trend tie_stat_trend(tie_arena *scratch, tie_series series, tie_trend_options options);

#endif
