/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend: the figures of one measure of a pack, one agent and one place, over periods of one grain
 * (years, or months). Says something only when the exact test is clear about it. */
#include "analyze/stages.h"
#include "analyze/stat.h"
#include "analyze/wording.h"

#include <math.h>
#include <stdlib.h>

/* A claim that may stand in a series. */
typedef struct point {
    uint64_t series;
    tie_date at;
    uint32_t order, claim;
} point;

/* One figure for each period. */
typedef struct series {
    const tie_measure *measure;
    uint32_t *claims;
    double *time, *value, *lo, *hi;
    size_t n;
    tie_kendall test;
} series;

typedef TIE_VEC(series) all_series;

static int cmp_points(const void *a, const void *b) {
    const point *x = a, *y = b;
    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    int by = tie_date_cmp(x->at, y->at);
    return by ? by : (x->order > y->order) - (x->order < y->order);
}

static bool one_year_or_month(tie_period p) {
    return p.known && !p.from_open && !p.to_open && !p.instant && !p.from.day &&
           p.from.year != TIE_YEAR_UNKNOWN && p.from.year == p.to.year &&
           p.from.month == p.to.month && !p.to.day;
}

static size_t collect(const tie_run *run, point *out) {
    size_t count = 0;
    for (size_t i = 0; i < run->in.claim_count; i++) {
        const tie_facets *f = &run->cells.facets[i];
        const tie_claim *c = &run->in.claims[i];
        if (!f->pack || !f->measure || f->barred || !f->place || !one_year_or_month(c->period))
            continue;
        uint64_t key = tie_hash_mix(tie_hash_mix(f->measure, f->unit), f->agent);
        key = tie_hash_mix(tie_hash_mix(key, f->place), c->period.from.month ? 12 : 1);
        out[count++] = (point){key, c->period.from, run->order[i], (uint32_t)i};
    }
    return count;
}

static double end_of(bool absent, tie_dec end, double infinity) {
    return absent ? infinity : tie_dec_double(end);
}

/* The figures of one period: what all of them allow; left out when they are at odds. */
static void add_period(const tie_run *run, series *s, const point *points, size_t count) {
    uint32_t shown = points[0].claim;
    tie_interval meet = tie_interval_all();
    for (size_t i = 0; i < count; i++) {
        const tie_claim *c = tie_run_claim(run, points[i].claim);
        meet = tie_interval_intersect(meet, tie_claim_base(c));
        if (c->hedge == TIE_HEDGE_EXACT && tie_run_claim(run, shown)->hedge != TIE_HEDGE_EXACT)
            shown = c->id;
    }
    if (tie_interval_empty(meet))
        return;
    s->claims[s->n] = shown;
    s->time[s->n] = points[0].at.year + (points[0].at.month ? (points[0].at.month - 1) / 12.0 : 0);
    s->value[s->n] = tie_dec_double(tie_claim_base_value(tie_run_claim(run, shown)));
    s->lo[s->n] = end_of(meet.lo_inf, meet.lo, -INFINITY);
    s->hi[s->n++] = end_of(meet.hi_inf, meet.hi, INFINITY);
}

static series series_of(tie_run *run, const point *points, size_t count) {
    tie_arena *a = &run->scratch;
    series s = {.claims = TIE_NEW(a, uint32_t, count),
                .time = TIE_NEW(a, double, count),
                .value = TIE_NEW(a, double, count),
                .lo = TIE_NEW(a, double, count),
                .hi = TIE_NEW(a, double, count)};
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && !tie_date_cmp(points[i].at, points[end].at); end++)
            ;
        add_period(run, &s, points + i, end - i);
    }
    s.measure = tie_claim_measure(run->in.rules, tie_run_claim(run, points[0].claim));
    return s;
}

static void report(tie_run *run, const series *s, double p) {
    const char *words = tie_stat_trend_words(&s->test, p);
    bool clear = p < 0.05;
    tie_draft draft =
        tie_draft_new(clear ? TIE_ROW_FINDING : TIE_ROW_CHECK, TIE_CHECK_TREND, TIE_VERDICT_TIES);
    draft.measure = s->measure;
    draft.in_cell = true;
    const tie_str title = s->measure->title.len ? s->measure->title : s->measure->id;
    draft.row.message =
        tie_arena_printf(&run->arena, "%.*s: %s over %zu periods", TIE_FMT(title), words, s->n);
    draft.row.computation = tie_arena_printf(
        &run->arena, "%s: n = %zu, S = %lld, tau = %.2f, p = %.4f; adjusted for all series %.4f",
        s->test.is.method, s->n, (long long)s->test.s, s->test.tau, s->test.p, p);
    for (size_t i = 0; i < s->n; i++)
        tie_draft_claim(run, &draft, "value", s->claims[i]);
    tie_draft_add(run, &draft);
}

static void tell(tie_run *run, const all_series *all) {
    double *p = TIE_NEW(&run->scratch, double, all->count + 1);
    size_t tested = 0;
    for (size_t i = 0; i < all->count; i++) {
        series *s = &all->items[i];
        if (s->test.is.status == TIE_STAT_OK)
            p[tested++] = s->test.p;
        else
            tie_ledger_skip(run, TIE_CHECK_TREND, TIE_REASON_TOO_FEW, s->measure->id, s->claims[0],
                            s->claims[s->n - 1]);
    }
    tie_stat_adjust(&run->scratch, p, tested, p);
    tested = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].test.is.status == TIE_STAT_OK)
            report(run, &all->items[i], p[tested++]);
}

void tie_check_trends(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    all_series all = {0};
    point *points = TIE_NEW(&run->scratch, point, run->in.claim_count);
    size_t count = collect(run, points);
    if (count)
        qsort(points, count, sizeof *points, cmp_points);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && points[end].series == points[i].series; end++)
            ;
        series s = series_of(run, points + i, end - i);
        if (s.n >= 2)
            *TIE_PUSH(&run->scratch, &all) = s;
    }
    for (size_t i = 0; i < all.count; i++) {
        series *s = &all.items[i];
        tie_series figures = {s->time, s->value, s->lo, s->hi, s->n};
        s->test = tie_stat_kendall(&run->scratch, figures, all.count);
    }
    tell(run, &all);
    tie_arena_rewind(&run->scratch, mark);
}
