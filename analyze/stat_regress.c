/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regression by GSL's multifit: several columns, and the robust line. GSL takes its own memory, so
 * nothing here allocates from an arena while GSL's is held. */
#include "analyze/stat_core.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <math.h>

tie_regression tie_stat_regress(const double *x, const double *y, size_t n, size_t p, double *coef,
                                double *se) {
    tie_regression out = {0};
    if (!tie__stat_open(&out.is, n, p + 1, "least squares by singular values",
                        "independent errors, alike everywhere"))
        return out;
    if (p == 0 || !tie__stat_finite(x, n * p) || !tie__stat_finite(y, n)) {
        tie__stat_fail(&out.is, "a figure has no value");
        return out;
    }
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(n, p);
    gsl_matrix *cov = gsl_matrix_alloc(p, p);
    gsl_vector *fit = gsl_vector_alloc(p);
    bool done = false;
    if (work && cov && fit) {
        gsl_matrix_const_view rows = gsl_matrix_const_view_array(x, n, p);
        gsl_vector_const_view right = gsl_vector_const_view_array(y, n);
        double sum_squares = 0;
        int status = gsl_multifit_linear(&rows.matrix, &right.vector, fit, cov, &sum_squares, work);
        done = status == GSL_SUCCESS && isfinite(sum_squares);
        for (size_t k = 0; k < p && done; k++) {
            coef[k] = gsl_vector_get(fit, k);
            se[k] = sqrt(gsl_matrix_get(cov, k, k));
        }
        out.residual_sd = done ? sqrt(sum_squares / (double)(n - p)) : 0;
    }
    gsl_vector_free(fit);
    gsl_matrix_free(cov);
    gsl_multifit_linear_free(work);
    if (!done || !tie__stat_finite(coef, p) || !tie__stat_finite(se, p)) {
        out.residual_sd = 0;
        tie__stat_fail(&out.is, "the columns have no unique fit");
    }
    return out;
}

/* Fits value on 1 and centred time; columns holds both, row by row. False when it did not settle.
 */
static bool fit_bisquare(const double *columns, const double *value, size_t n, tie_line *out) {
    gsl_multifit_robust_workspace *work =
        gsl_multifit_robust_alloc(gsl_multifit_robust_bisquare, n, 2);
    gsl_matrix *cov = gsl_matrix_alloc(2, 2);
    gsl_vector *fit = gsl_vector_alloc(2);
    bool done = false;
    if (work && cov && fit) {
        gsl_matrix_const_view rows = gsl_matrix_const_view_array(columns, n, 2);
        gsl_vector_const_view right = gsl_vector_const_view_array(value, n);
        done = gsl_multifit_robust(&rows.matrix, &right.vector, fit, cov, work) == GSL_SUCCESS;
        if (done) {
            out->level = gsl_vector_get(fit, 0);
            out->slope = gsl_vector_get(fit, 1);
            out->se_slope = sqrt(gsl_matrix_get(cov, 1, 1));
            out->residual_sd = gsl_multifit_robust_statistics(work).sigma;
        }
    }
    gsl_vector_free(fit);
    gsl_matrix_free(cov);
    gsl_multifit_robust_free(work);
    return done;
}

tie_line tie_stat_line_robust(tie_arena *scratch, tie_series series) {
    static const char METHOD[] = "robust line (Tukey's bisquare, reweighted least squares)";
    tie_mark mark = tie_arena_mark(scratch);
    tie_line out = tie_stat_line(scratch, series);
    if (out.is.status == TIE_STAT_OK && tie__stat_open(&out.is, out.is.n, TIE_STAT_MIN_P, METHOD,
                                                       "a straight line with few stray figures")) {
        tie__points points = tie__series_points(scratch, &series);
        double *columns = TIE_NEW(scratch, double, 2 * points.n);
        for (size_t i = 0; i < points.n; i++) {
            columns[2 * i] = 1;
            columns[2 * i + 1] = points.time[i] - out.mean_time;
        }
        /* On an exact line there are no weights to find: the plain line stands. */
        if (out.residual_sd > 0) {
            bool done = fit_bisquare(columns, points.value, points.n, &out);
            out.intercept = out.level - out.slope * out.mean_time;
            out.se_intercept = out.p = 0;
            const double all[] = {out.level, out.slope, out.se_slope, out.residual_sd,
                                  out.intercept};
            if (!done || !tie__stat_finite(all, sizeof all / sizeof *all)) {
                out = (tie_line){.is = out.is};
                tie__stat_fail(&out.is, "the weights did not settle");
            }
        }
    } else {
        out = (tie_line){.is = out.is};
        out.is.method = METHOD;
    }
    tie_arena_rewind(scratch, mark);
    return out;
}
