/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a finding or a chart of one series needs. */
#include "analyze/stat_core.h"

#include <gsl/gsl_sort.h>
#include <math.h>

/* One median gap after the last figure; the last figure's own time for fewer than two. */
static double time_after(tie_arena *scratch, const tie_series *s) {
    if (s->n < 2)
        return s->n ? s->time[0] : 0;
    tie_mark mark = tie_arena_mark(scratch);
    double *gaps = TIE_NEW(scratch, double, s->n - 1);
    for (size_t i = 1; i < s->n; i++)
        gaps[i - 1] = s->time[i] - s->time[i - 1];
    gsl_sort(gaps, 1, s->n - 1);
    double gap = gaps[(s->n - 1) / 2];
    tie_arena_rewind(scratch, mark);
    return s->time[s->n - 1] + gap;
}

tie_trend tie_stat_trend(tie_arena *scratch, tie_series s, tie_trend_options options) {
    tie_trend out = {.n = s.n};
    out.kendall = tie_stat_kendall(scratch, s, options.series_tested);
    out.sen = tie_stat_sen(scratch, s);
    out.cagr = tie_stat_cagr(s);
    out.log_growth = tie_stat_log_growth(scratch, s);
    out.line = tie_stat_line(scratch, s);
    out.robust = tie_stat_line_robust(scratch, s);
    bool asked = s.n && isfinite(options.next_time) && options.next_time > s.time[s.n - 1];
    double next_time = asked ? options.next_time : time_after(scratch, &s);
    out.next_time = isfinite(next_time) ? next_time : 0;
    out.next = tie_stat_next(scratch, s, out.next_time);
    out.last = tie_stat_next_check(scratch, s, s.n ? s.n - 1 : 0);
    out.outlier = tie_stat_outlier(scratch, s);
    out.step = tie_stat_step(scratch, s, options.replicates, options.seed);
    out.serial = tie_stat_serial(scratch, s, options.replicates, options.seed);
    out.moments = tie_stat_moments(scratch, s.value, s.n);
    return out;
}
