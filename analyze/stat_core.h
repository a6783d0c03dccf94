/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the statistics share; for analyze/stat*.c and their tests only. */
#ifndef TIE_ANALYZE_STAT_CORE_H
#define TIE_ANALYZE_STAT_CORE_H

#include "analyze/stat.h"

/* Switches GSL's aborting error handler off, once in the process; safe to call from any thread. */
void tie__stat_init(void);

/* Opens a result: OK, or TOO_FEW when n is below min_n. Returns whether to go on. */
bool tie__stat_open(tie_stat *is, size_t n, size_t min_n, const char *method, const char *assumes);
/* The same for a series, which must also be sound: finite increasing times, no NaN, lo <= hi. */
bool tie__stat_open_series(tie_stat *is, const tie_series *series, size_t min_n, const char *method,
                           const char *assumes);
/* Closes it without an answer. */
void tie__stat_fail(tie_stat *is, const char *why);

static inline double tie__series_lo(const tie_series *s, size_t i) {
    return s->lo ? s->lo[i] : s->value[i];
}
static inline double tie__series_hi(const tie_series *s, size_t i) {
    return s->hi ? s->hi[i] : s->value[i];
}

/* The figures bounded on both sides, at the middle of their intervals. Owns: scratch. */
typedef struct tie__points {
    double *time, *value, *half; /* half the width of the interval */
    size_t *from;                /* index in the series */
    size_t n;
} tie__points;
tie__points tie__series_points(tie_arena *scratch, const tie_series *series);

/* For each figure, those surely below it less those surely above it; decided: how many pairs are
 * ordered for certain. O(n log n). */
void tie__series_scores(tie_arena *scratch, const tie_series *series, int64_t *scores,
                        uint64_t *decided);

double tie__stat_normal_p(double z);          /* two-sided */
double tie__stat_t_p(double t, double df);    /* two-sided */
double tie__stat_chi2_p(double x, double df); /* upper tail */
double tie__stat_t_critical(double df);       /* .975 quantile */
bool tie__stat_finite(const double *x, size_t n);

/* Least squares line of y on t; residual_sd 0 when the points lie on it up to rounding. n >= 3. */
tie_line tie__line_fit(tie_arena *scratch, const double *time, const double *value, size_t n);

/* Largest |U| of Pettitt from the scores of n figures, and the first index after that change. */
int64_t tie__pettitt(const int64_t *scores, size_t n, size_t *at);
/* Asymptotic p; misleading below n = 30. */
double tie__pettitt_asymptotic_p(int64_t k, size_t n);
/* Ljung-Box statistic over lags 1 .. lags of x about its mean; 0 when x is constant. */
double tie__ljung_box(const double *x, size_t n, size_t lags);

/* Two-sided p of Kendall's S over all orders. groups: sizes of the tied groups, which are ordered
 * for certain. */
double tie__kendall_groups_p(tie_arena *scratch, const size_t *groups, size_t count, int64_t s);
/* The same for n <= TIE__KENDALL_OVERLAP_MAX figures with any certain order between them. */
enum { TIE__KENDALL_OVERLAP_MAX = 10, TIE__KENDALL_GROUPS_MAX = 60 };
double tie__kendall_overlap_p(tie_arena *scratch, const tie_series *series, int64_t s);

#endif
