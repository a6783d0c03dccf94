/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares, and the agreement of sources. */
#include "analyze/stat_core.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static bool open_share(tie_rate *out, size_t k, size_t n, const char *method) {
    if (!tie__stat_open(&out->is, n, 1, method, "independent trials with one chance"))
        return false;
    if (k > n) {
        tie__stat_fail(&out->is, "more hits than trials");
        return false;
    }
    out->rate = (double)k / (double)n;
    out->may_rank = n >= TIE_STAT_MIN_RATE_RANK;
    return true;
}

/* A band between two quantiles of Beta(a, b); false when one is not to be had. */
static bool beta_band(tie_rate *out, double p, double lo_a, double lo_b, double hi_a, double hi_b) {
    return tie_stat_beta_quantile(p, lo_a, lo_b, &out->lo) == TIE_OK &&
           tie_stat_beta_quantile(1 - p, hi_a, hi_b, &out->hi) == TIE_OK;
}

tie_rate tie_stat_share_exact(size_t k, size_t n) {
    tie_rate out = {0};
    if (!open_share(&out, k, n, "Clopper-Pearson interval (95%)"))
        return out;
    double hits = (double)k, misses = (double)(n - k);
    if (k == 0) {
        out.hi = 1 - pow(0.025, 1 / misses);
    } else if (k == n) {
        out.lo = pow(0.025, 1 / hits);
        out.hi = 1;
    } else if (!beta_band(&out, 0.025, hits, misses + 1, hits + 1, misses)) {
        out = (tie_rate){.is = out.is};
        tie__stat_fail(&out.is, "no quantile");
    }
    return out;
}

tie_rate tie_stat_share_wilson(size_t k, size_t n) {
    tie_rate out = {0};
    if (!open_share(&out, k, n, "Wilson interval (95%)"))
        return out;
    double z = gsl_cdf_ugaussian_Pinv(0.975), trials = (double)n;
    double middle = (out.rate + z * z / (2 * trials)) / (1 + z * z / trials);
    double reach = z / (1 + z * z / trials) *
                   sqrt(out.rate * (1 - out.rate) / trials + z * z / (4 * trials * trials));
    out.lo = k == 0 ? 0 : middle - reach;
    out.hi = k == n ? 1 : middle + reach;
    return out;
}

tie_rate tie_stat_agreement(double sum, size_t n) {
    tie_rate out = {0};
    if (!tie__stat_open(&out.is, n, TIE_STAT_MIN_RATE, "smoothed agreement with a 90% Beta band",
                        "claims agree independently of each other"))
        return out;
    double trials = (double)n;
    if (!(sum >= 0 && sum <= trials * (1 + 1e-12))) {
        tie__stat_fail(&out.is, "agreements outside 0 to 1");
        return out;
    }
    double a = 1 + fmin(sum, trials), b = 1 + trials - fmin(sum, trials);
    out.rate = a / (a + b);
    out.may_rank = n >= TIE_STAT_MIN_RATE_RANK;
    if (!beta_band(&out, 0.05, a, b, a, b)) {
        out = (tie_rate){.is = out.is};
        tie__stat_fail(&out.is, "no quantile");
    }
    return out;
}

double tie_stat_binomial_tail(size_t k, size_t n, double p) {
    tie__stat_init();
    if (k == 0 || !(p >= 0 && p <= 1) || n > UINT32_MAX)
        return 1;
    if (k > n)
        return 0;
    double tail = gsl_cdf_binomial_Q((unsigned)k - 1, p, (unsigned)n);
    return isfinite(tail) ? tail : 1;
}
