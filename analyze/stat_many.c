/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many figures or many tests at once: round figures, adjusted p, ranks, moments. */
#include "analyze/stat_core.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

/* The fewest hits k whose tail Pr[Bin(n, p) >= k] is at most `level`. */
static unsigned fewest_hits(unsigned n, double p, double level) {
    unsigned from = 0, to = n + 1;
    while (from < to) {
        unsigned mid = from + (to - from) / 2;
        if (tie_stat_binomial_tail(mid, n, p) <= level)
            to = mid;
        else
            from = mid + 1;
    }
    return from;
}

/* Chance that chance alone gives tails as small as `level` for zeros, or for zeros and fives:
 * P(Z >= a) + P(Z < a and Z + F >= b), where F given Z is Bin(n - Z, 1/9). */
static double either_tail(unsigned n, double level) {
    unsigned zeros = fewest_hits(n, 0.1, level), halves = fewest_hits(n, 0.2, level);
    double chance = tie_stat_binomial_tail(zeros, n, 0.1);
    for (unsigned z = 0; z < zeros && z <= n; z++) {
        unsigned need = halves > z ? halves - z : 0;
        chance += gsl_ran_binomial_pdf(z, 0.1, n) * tie_stat_binomial_tail(need, n - z, 1.0 / 9);
    }
    return fmin(1, chance);
}

tie_heaping tie_stat_heaping(const uint8_t *last_digits, size_t n) {
    tie_heaping out = {0};
    if (!tie__stat_open(&out.is, n, TIE_STAT_MIN_HEAPING, "last digit 0, or 0 and 5 (exact)",
                        "figures counted to 1, of three digits or more: every last digit equally "
                        "likely"))
        return out;
    bool sound = n < UINT32_MAX;
    for (size_t i = 0; i < n && sound; i++) {
        sound = last_digits[i] <= 9;
        if (sound)
            out.digit[last_digits[i]]++;
    }
    if (!sound) {
        out = (tie_heaping){.is = out.is};
        tie__stat_fail(&out.is, "no digit");
        return out;
    }
    out.zero = out.digit[0];
    out.half = out.digit[0] + out.digit[5];
    double level =
        fmin(tie_stat_binomial_tail(out.zero, n, 0.1), tie_stat_binomial_tail(out.half, n, 0.2));
    out.p = either_tail((unsigned)n, level);
    return out;
}

void tie_stat_adjust(tie_arena *scratch, const double *p, size_t n, double *adjusted) {
    if (!n)
        return;
    tie_mark mark = tie_arena_mark(scratch);
    size_t *order = TIE_NEW(scratch, size_t, n);
    double *sound = TIE_NEW(scratch, double, n), least = 1;
    for (size_t i = 0; i < n; i++)
        sound[i] = isnan(p[i]) ? 1 : fmin(1, fmax(0, p[i]));
    gsl_sort_index(order, sound, 1, n);
    for (size_t rank = n; rank > 0; rank--) {
        size_t i = order[rank - 1];
        least = fmin(least, sound[i] * (double)n / (double)rank);
        adjusted[i] = least;
    }
    tie_arena_rewind(scratch, mark);
}

tie_test tie_stat_spearman(tie_arena *scratch, const double *x, const double *y, size_t n) {
    tie_test out = {0};
    if (!tie__stat_open(&out.is, n, 3, "Spearman's rank correlation", "pairs independent"))
        return out;
    if (!tie__stat_finite(x, n) || !tie__stat_finite(y, n)) {
        tie__stat_fail(&out.is, "a figure has no value");
        return out;
    }
    tie_mark mark = tie_arena_mark(scratch);
    double *work = TIE_NEW(scratch, double, 2 * n);
    double rho = gsl_stats_spearman(x, 1, y, 1, n, work);
    tie_arena_rewind(scratch, mark);
    if (isfinite(rho))
        out.statistic = fmax(-1, fmin(1, rho));
    else
        tie__stat_fail(&out.is, "one side is constant");
    return out;
}

tie_moments tie_stat_moments(tie_arena *scratch, const double *x, size_t n) {
    tie_moments out = {0};
    if (!tie__stat_open(&out.is, n, 2, "mean, standard deviation, median, scaled MAD", ""))
        return out;
    tie_mark mark = tie_arena_mark(scratch);
    double *work = TIE_NEW(scratch, double, n);
    memcpy(work, x, n * sizeof *x);
    gsl_sort(work, 1, n);
    out.median = gsl_stats_median_from_sorted_data(work, 1, n);
    out.mad = gsl_stats_mad(x, 1, n, work);
    out.mean = gsl_stats_mean(x, 1, n);
    out.sd = gsl_stats_sd_m(x, 1, n, out.mean);
    out.serial = out.sd > 0 ? gsl_stats_lag1_autocorrelation_m(x, 1, n, out.mean) : 0;
    tie_arena_rewind(scratch, mark);
    const double all[] = {out.median, out.mad, out.mean, out.sd, out.serial};
    if (!tie__stat_finite(all, sizeof all / sizeof *all)) {
        out = (tie_moments){.is = out.is};
        tie__stat_fail(&out.is, "figures too large, or one without value");
    }
    return out;
}
