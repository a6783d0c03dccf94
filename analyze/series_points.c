/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The points of one timeline: one figure for each period, averages of longer stretches, differences
 * of totals. */
#include "analyze/series_build.h"

#include "analyze/run.h"
#include "analyze/wording.h"
#include "base/date.h"
#include "rules/plural.h"

#include <math.h>
#include <stdlib.h>

typedef TIE_VEC(tie_point) point_list;

/* While a timeline is made. */
typedef struct maker {
    tie_run *run;
    tie_timeline *line;
    double factor; /* base units in one unit of the timeline */
    point_list points;
    tie_map source_index;
    TIE_VEC(tie_str) sources;
} maker;

/* ---- Figures ---- */

static const tie_claim *claim_of(const maker *m, const tie_dated *e) {
    return tie_run_claim(m->run, e->claim);
}

/* Of decimals in base units; the division is exact where the unit is the claim's own. */
static double in_unit(const maker *m, tie_dec base) { return tie_dec_double(base) / m->factor; }

static double value_of(const maker *m, const tie_claim *c) {
    double lo = in_unit(m, tie_claim_base_value(c));
    if (c->hedge != TIE_HEDGE_BETWEEN || tie_dec_zero(c->value))
        return lo;
    return lo * (1 + tie_dec_double(c->value_hi) / tie_dec_double(c->value)) / 2;
}

/* "cases"; of a unit of measure the word that is printed: "tons" of "25.9 tons". */
static tie_str units_of(const maker *m, const tie_claim *c) {
    size_t from = c->text.len;
    if (tie_str_eq(c->dimension, TIE_STR("count")))
        return c->unit.len ? tie_plural(&m->run->arena, c->unit) : c->unit;
    while (from > 0 && tie_ascii_alpha(c->text.ptr[from - 1]))
        from--;
    bool printed = c->kind == TIE_KIND_AMOUNT && from < c->text.len;
    return printed ? tie_str_sub(c->text, from, c->text.len) : c->unit;
}

/* The unit that most figures are printed in. */
static void choose_unit(maker *m, const tie_dated *entries, size_t count) {
    const tie_claim *best = claim_of(m, &entries[0]);
    size_t most = 0;
    tie_map seen = {0};
    TIE_VEC(size_t) counts = {0};
    for (size_t i = 0; i < count; i++) {
        const tie_claim *c = claim_of(m, &entries[i]);
        uint64_t key = tie_hash(c->unit);
        const uint32_t *at = tie_map_find(&seen, key);
        size_t index = at ? *at : counts.count;
        if (!at) {
            tie_map_put(&seen, &m->run->scratch, key, (uint32_t)counts.count);
            *TIE_PUSH(&m->run->scratch, &counts) = 0;
        }
        if (++counts.items[index] > most) {
            most = counts.items[index];
            best = c;
        }
    }
    m->line->unit = best->unit;
    m->line->units = units_of(m, best);
    m->factor = tie_dec_zero(best->base_factor) ? 1 : tie_dec_double(best->base_factor);
}

static uint32_t source_of(maker *m, const tie_claim *c) {
    tie_str source = m->run->in.docs[c->doc].source;
    uint64_t key = tie_hash(source);
    const uint32_t *at = tie_map_find(&m->source_index, key);
    if (at)
        return *at;
    uint32_t index = (uint32_t)m->sources.count;
    tie_map_put(&m->source_index, &m->run->scratch, key, index);
    *TIE_PUSH(&m->run->arena, &m->sources) = source;
    return index;
}

static tie_point point_of(maker *m, const tie_dated *e, tie_interval allowed, tie_point_use use) {
    const tie_claim *c = claim_of(m, e);
    return (tie_point){.use = use,
                       .period = e->period,
                       .time = e->when.time,
                       .from = e->when.from,
                       .to = e->when.to,
                       .value = value_of(m, c),
                       .lo = allowed.lo_inf ? -INFINITY : in_unit(m, allowed.lo),
                       .hi = allowed.hi_inf ? INFINITY : in_unit(m, allowed.hi),
                       .claim = e->claim,
                       .less = TIE_NO_CLAIM,
                       .count = 1,
                       .source = source_of(m, c)};
}

/* ---- One figure for each period ---- */

static bool same_vintage(const tie_dated *a, const tie_dated *b) {
    return a->rank == b->rank && a->vintage == b->vintage;
}

/* All that the figures of the first vintage allow; empty when they are at odds. */
static tie_interval meet_first(const maker *m, const tie_dated *entries, size_t count) {
    tie_interval meet = tie_interval_all();
    for (size_t i = 0; i < count && same_vintage(&entries[0], &entries[i]); i++)
        meet = tie_interval_intersect(meet, tie_claim_base(claim_of(m, &entries[i])));
    return meet;
}

/* Each figure by itself, once. */
static void add_disputed(maker *m, const tie_dated *entries, size_t count) {
    size_t from = m->points.count;
    for (size_t i = 0; i < count && same_vintage(&entries[0], &entries[i]); i++) {
        tie_point p =
            point_of(m, &entries[i], tie_claim_base(claim_of(m, &entries[i])), TIE_POINT_DISPUTED);
        size_t k = from;
        while (k < m->points.count && m->points.items[k].value != p.value)
            k++;
        if (k < m->points.count)
            m->points.items[k].count++;
        else if (k - from < TIE_SERIES_VALUES_MAX)
            *TIE_PUSH(&m->run->scratch, &m->points) = p;
    }
}

/* Earlier figures narrow the one that stands, or are superseded by it. */
static void add_settled(maker *m, const tie_dated *entries, size_t count, tie_interval meet) {
    size_t shown = 0, from = m->points.count;
    uint32_t agree = 0;
    *TIE_PUSH(&m->run->scratch, &m->points) = (tie_point){0};
    for (size_t i = 0; i < count; i++) {
        const tie_claim *c = claim_of(m, &entries[i]);
        tie_interval both = tie_interval_intersect(meet, tie_claim_base(c));
        if (!tie_interval_empty(both)) {
            bool plainer = c->hedge == TIE_HEDGE_EXACT &&
                           claim_of(m, &entries[shown])->hedge != TIE_HEDGE_EXACT;
            shown = plainer ? i : shown;
            meet = both;
            agree++;
        } else if (m->points.count - from < TIE_SERIES_VALUES_MAX) {
            tie_point old = point_of(m, &entries[i], tie_claim_base(c), TIE_POINT_SUPERSEDED);
            if (old.value != m->points.items[m->points.count - 1].value)
                *TIE_PUSH(&m->run->scratch, &m->points) = old;
        }
    }
    m->points.items[from] = point_of(m, &entries[shown], meet, TIE_POINT_USED);
    m->points.items[from].count = agree;
}

static bool same_time(const tie_dated *a, const tie_dated *b) {
    return a->when.span == b->when.span && a->when.from == b->when.from && a->when.to == b->when.to;
}

static void add_periods(maker *m, const tie_dated *entries, size_t count) {
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && same_time(&entries[i], &entries[end]); end++)
            ;
        tie_interval meet = meet_first(m, entries + i, end - i);
        if (tie_interval_empty(meet))
            add_disputed(m, entries + i, end - i);
        else
            add_settled(m, entries + i, end - i, meet);
    }
}

/* ---- Averages of longer stretches ---- */

/* "850,000 from 2013 to 2018" beside "1.07 million from 2013 to 2022" tells of 2019 to 2022. */
static tie_point rest_of(const tie_point *all, const tie_point *part) {
    tie_point rest = *all;
    rest.value -= part->value;
    rest.lo -= part->hi;
    rest.hi -= part->lo;
    rest.from = part->to + 1;
    rest.time = (rest.from + rest.to) / 2;
    rest.period = tie_period_between(tie_date_year((int)rest.from), tie_date_year((int)rest.to));
    rest.less = part->claim;
    return rest;
}

static tie_point average_of(tie_point p) {
    double periods = p.to - p.from + 1;
    p.use = TIE_POINT_SPAN;
    p.value /= periods;
    p.lo /= periods;
    p.hi /= periods;
    return p;
}

static bool sensible(const tie_point *p) { return !isnan(p->lo) && !isnan(p->hi) && p->value >= 0; }

/* Totals of stretches that begin together come as the shortest and what each longer one adds. */
static void average_spans(maker *m, size_t first) {
    size_t kept = first;
    tie_point last = {0};
    for (size_t i = first; i < m->points.count; i++) {
        tie_point total = m->points.items[i];
        if (total.use != TIE_POINT_USED)
            continue;
        bool longer = kept > first && total.from == last.from && total.to > last.to;
        tie_point shown = average_of(longer ? rest_of(&total, &last) : total);
        last = total;
        if (sensible(&shown))
            m->points.items[kept++] = shown;
    }
    m->points.count = kept;
}

/* ---- Differences of totals ---- */

static int cmp_number(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Days in the unit of time that growth is told by: what lies between most totals. */
static double growth_days(maker *m, const char **name) {
    static const struct {
        double up_to, days;
        const char *name;
    } UNITS[] = {{6, 1, "day"}, {45, 365.25 / 12, "month"}, {INFINITY, 365.25, "year"}};
    double *gaps = TIE_NEW(&m->run->scratch, double, m->points.count);
    size_t count = 0, unit = 0;
    for (size_t i = 1; i < m->points.count; i++)
        gaps[count++] = m->points.items[i].time - m->points.items[i - 1].time;
    qsort(gaps, count, sizeof *gaps, cmp_number);
    while (gaps[(count - 1) / 2] > UNITS[unit].up_to)
        unit++;
    *name = UNITS[unit].name;
    return UNITS[unit].days;
}

static void drop_unused(maker *m) {
    size_t kept = 0;
    for (size_t i = 0; i < m->points.count; i++)
        if (m->points.items[i].use == TIE_POINT_USED)
            m->points.items[kept++] = m->points.items[i];
    m->points.count = kept;
}

static void difference_totals(maker *m) {
    drop_unused(m);
    size_t count = m->points.count;
    if (count < 2) {
        m->points.count = 0;
        return;
    }
    double unit = growth_days(m, &m->line->per);
    for (size_t i = count - 1; i > 0; i--) {
        tie_point *p = &m->points.items[i];
        const tie_point *before = p - 1;
        double units = (p->time - before->time) / unit;
        p->value = (p->value - before->value) / units;
        double lo = (p->lo - before->hi) / units, hi = (p->hi - before->lo) / units;
        p->lo = isnan(lo) ? -INFINITY : lo;
        p->hi = isnan(hi) ? INFINITY : hi;
        p->from = before->time;
        p->less = before->claim;
    }
    m->points.items++;
    m->points.count--;
}

/* ---- The timeline ---- */

static int cmp_points(const void *a, const void *b) {
    const tie_point *x = a, *y = b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    if (x->use != y->use)
        return (int)x->use - (int)y->use;
    return (x->value > y->value) - (x->value < y->value);
}

static void count_uses(tie_timeline *t) {
    for (size_t i = 0; i < t->count; i++) {
        t->figures.n += t->points[i].use == TIE_POINT_USED;
        t->spans += t->points[i].use == TIE_POINT_SPAN;
        t->superseded += t->points[i].use == TIE_POINT_SUPERSEDED;
        t->disputed += t->points[i].use == TIE_POINT_DISPUTED;
    }
}

static void fill_figures(tie_arena *arena, tie_timeline *t) {
    size_t n = t->figures.n, at = 0;
    double *time = TIE_NEW(arena, double, n), *value = TIE_NEW(arena, double, n);
    double *lo = TIE_NEW(arena, double, n), *hi = TIE_NEW(arena, double, n);
    for (size_t i = 0; i < t->count; i++) {
        const tie_point *p = &t->points[i];
        if (p->use != TIE_POINT_USED)
            continue;
        time[at] = p->time;
        value[at] = p->value;
        lo[at] = fmin(p->lo, p->value);
        hi[at++] = fmax(p->hi, p->value);
    }
    t->figures = (tie_series){time, value, lo, hi, n};
}

static void name_line(const maker *m, const tie_dated *first) {
    const tie_claim *c = claim_of(m, first);
    tie_timeline *t = m->line;
    t->measure = first->measure;
    tie_buf noun = tie_buf_new(&m->run->arena);
    tie_word_text(&noun, c->noun.len ? c->noun : c->head);
    t->title = first->measure ? first->measure->title : tie_buf_str(&noun);
    if (!first->measure)
        t->predicate = c->predicate;
    t->agent = c->agent.len || !first->measure ? c->agent : first->measure->agent;
    t->place = c->place;
    t->grain = first->when.grain;
}

bool tie_timeline_make(tie_run *run, const tie_dated *entries, size_t count, tie_timeline *out) {
    tie_timeline line = {0};
    maker m = {.run = run, .line = &line};
    tie_mark mark = tie_arena_mark(&run->scratch), kept = tie_arena_mark(&run->arena);
    size_t plain = 0;
    if (count < 2)
        return false;
    name_line(&m, entries);
    choose_unit(&m, entries, count);
    while (plain < count && !entries[plain].when.span)
        plain++;
    add_periods(&m, entries, plain);
    size_t first_span = m.points.count;
    add_periods(&m, entries + plain, count - plain);
    average_spans(&m, first_span);
    if (line.measure && line.measure->kind == TIE_MEASURE_CUMULATIVE)
        difference_totals(&m);
    line.count = m.points.count;
    bool enough = line.count >= 2;
    if (enough) {
        line.points = TIE_NEW(&run->arena, tie_point, line.count);
        memcpy(line.points, m.points.items, line.count * sizeof *line.points);
        qsort(line.points, line.count, sizeof *line.points, cmp_points);
        line.sources = m.sources.items;
        line.source_count = m.sources.count;
        count_uses(&line);
        fill_figures(&run->arena, &line);
        *out = line;
    } else {
        tie_arena_rewind(&run->arena, kept);
    }
    tie_arena_rewind(&run->scratch, mark);
    return enough;
}
