/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What documents say of a trend, beside the trend of their figures. A direction is at odds with the
 * figures only where these are clear about the opposite and the last step between two years does
 * not decide it: that is the check `direction`. A rate of growth is at odds only when no usual way
 * to reckon one admits it: compound from the first to the last figure, steady through all of them,
 * or the mean of the yearly changes. */
#include "analyze/cue.h"
#include "analyze/stages.h"
#include "analyze/statement.h"
#include "analyze/trend.h"
#include "analyze/wording.h"

#include <math.h>

static const double CLEAR = 0.05;

/* ---- Directions ---- */

/* The last figure and the one a period before it are apart for certain. */
static bool last_step_decides(const tie_timeline *t) {
    const tie_series *f = &t->figures;
    size_t i = f->n - 1;
    bool neighbours = f->time[i] - f->time[i - 1] < 1.5;
    return neighbours && (f->lo[i] > f->hi[i - 1] || f->hi[i] < f->lo[i - 1]);
}

/* Only the document with the last figure is asked: an earlier one spoke of earlier years. */
static void tell_direction(tie_told *told, const tie_timeline *t) {
    tie_run *run = told->run;
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_TREND, TIE_VERDICT_CONFLICT);
    tie_direction moved = t->trend.kendall.s > 0 ? TIE_DIRECTION_UP : TIE_DIRECTION_DOWN;
    const tie_claim *last = tie_run_claim(run, tie_timeline_used(t, t->figures.n - 1)->claim);
    const tie_statement *said = tie_statement_against(told, last->doc, moved, t->measure, last);
    if (!said)
        return;
    tie_statement_add(run, &draft, last, said);
    for (size_t i = 0; i < t->count && draft.members.count < TIE_MEMBERS_MAX; i++)
        if (t->points[i].use == TIE_POINT_USED)
            tie_draft_claim(run, &draft, "value", t->points[i].claim);
    draft.measure = t->measure;
    draft.open = !t->measure;
    draft.row.message = tie_arena_printf(&run->arena, "said to %s steadily; the figures show a %s",
                                         moved == TIE_DIRECTION_UP ? "fall" : "rise",
                                         tie_stat_trend_words(&t->trend.kendall, t->p_trend));
    draft.row.computation = tie_timeline_sentence(&run->arena, t);
    draft.row.severity = TIE_SEVERITY_MAJOR;
    tie_draft_add(run, &draft);
}

/* ---- Rates of growth ---- */

static const tie_point *point_of_year(const tie_timeline *t, int year) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t->points[mid].time < year)
            low = mid + 1;
        else
            high = mid;
    }
    while (low < t->count && t->points[low].time == year && t->points[low].use != TIE_POINT_USED)
        low++;
    return low < t->count && t->points[low].time == year ? &t->points[low] : NULL;
}

/* The figures from one point to another. */
static tie_series between(const tie_timeline *t, const tie_point *from, const tie_point *to) {
    tie_series s = t->figures;
    size_t first = 0;
    while (s.time[first] < from->time)
        first++;
    size_t end = first;
    while (end < s.n && s.time[end] <= to->time)
        end++;
    return (tie_series){s.time + first, s.value + first, s.lo + first, s.hi + first, end - first};
}

static void widen(double *lo, double *hi, double from, double to) {
    *lo = fmin(*lo, from);
    *hi = fmax(*hi, to);
}

/* All rates that some usual way of reckoning gives. */
static bool rates_of(tie_run *run, tie_series s, double *lo, double *hi) {
    tie_growth ends = tie_stat_cagr(s), steady = tie_stat_log_growth(&run->scratch, s);
    double sum = 0;
    if (ends.is.status != TIE_STAT_OK)
        return false;
    *lo = ends.lo;
    *hi = ends.hi;
    if (steady.is.status == TIE_STAT_OK)
        widen(lo, hi, steady.lo, steady.hi);
    for (size_t i = 1; i < s.n; i++)
        sum += s.value[i] / s.value[i - 1] - 1;
    bool yearly = s.time[s.n - 1] - s.time[0] == (double)(s.n - 1);
    if (yearly && isfinite(sum))
        widen(lo, hi, sum / (double)(s.n - 1), sum / (double)(s.n - 1));
    return true;
}

static void put_percent(tie_buf *buf, double rate) {
    tie_word_double(buf, 100 * rate, 0.1);
    tie_buf_putc(buf, '%');
}

static tie_str computation(tie_run *run, const tie_claim *c, const tie_point *from,
                           const tie_point *to, double lo, double hi) {
    tie_buf buf = tie_buf_new(&run->arena);
    double years = to->time - from->time;
    tie_word_claim(&buf, tie_run_claim(run, from->claim));
    tie_buf_printf(&buf, " in %d, ", (int)from->time);
    tie_word_claim(&buf, tie_run_claim(run, to->claim));
    tie_buf_printf(&buf, " in %d: (%.10g / %.10g)^(1/%d) - 1 = ", (int)to->time, to->value,
                   from->value, (int)years);
    put_percent(&buf, pow(to->value / from->value, 1 / years) - 1);
    tie_buf_puts(&buf, "; all ways to reckon it give ");
    put_percent(&buf, lo);
    tie_buf_puts(&buf, " to ");
    if (isfinite(hi))
        put_percent(&buf, hi);
    else
        tie_buf_puts(&buf, "any rate");
    tie_buf_puts(&buf, "; stated: ");
    tie_word_claim(&buf, c);
    return tie_buf_str(&buf);
}

/* The stated rate as a fraction, falls below 0. */
static void stated_rate(const tie_claim *c, double *lo, double *hi) {
    *lo = c->decides.lo_inf ? -INFINITY : tie_dec_double(c->decides.lo) / 100;
    *hi = c->decides.hi_inf ? INFINITY : tie_dec_double(c->decides.hi) / 100;
    if (c->direction == TIE_DIRECTION_DOWN) {
        double swap = *lo;
        *lo = -*hi;
        *hi = -swap;
    }
}

static void tell_growth(tie_run *run, const tie_timeline *t, const tie_claim *c) {
    const tie_point *from = point_of_year(t, c->period.from.year);
    const tie_point *to = point_of_year(t, c->period.to.year);
    double lo, hi, said_lo, said_hi;
    if (!from || !to || !rates_of(run, between(t, from, to), &lo, &hi))
        return;
    stated_rate(c, &said_lo, &said_hi);
    bool held = said_lo <= hi && said_hi >= lo;
    tie_draft draft = tie_draft_new(held ? TIE_ROW_CHECK : TIE_ROW_FINDING, TIE_CHECK_TREND,
                                    held ? TIE_VERDICT_TIES : TIE_VERDICT_CONFLICT);
    tie_draft_claim(run, &draft, "change", c->id);
    tie_draft_claim(run, &draft, "before", from->claim);
    tie_draft_claim(run, &draft, "after", to->claim);
    draft.measure = t->measure;
    draft.open = !t->measure;
    draft.row.severity = TIE_SEVERITY_MINOR;
    draft.row.message = TIE_STR("the stated rate of growth does not follow from the figures");
    draft.row.computation = computation(run, c, from, to, lo, hi);
    tie_draft_add(run, &draft);
}

/* "grew by 5% a year between 2010 and 2021" */
static bool states_growth(tie_run *run, const tie_claim *c) {
    tie_period p = c->period;
    bool years = p.known && !p.from_open && !p.to_open && !p.from.month && !p.to.month &&
                 p.from.year != TIE_YEAR_UNKNOWN && p.to.year > p.from.year + 1;
    return years && c->kind == TIE_KIND_CHANGE && c->direction != TIE_DIRECTION_NONE &&
           tie_str_eq(c->unit, TIE_STR("%")) && c->place.len &&
           tie_cue_in_sentence(run, c, TIE_LEX_EVERY, TIE_PERIOD_YEAR);
}

void tie_stated_emit(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    for (uint32_t i = 0; i < part->claim_count; i++)
        if (states_growth(run, &part->claims[i]))
            tie_key_emit(run, TIE_KEY_GROWTH, tie_hash(part->claims[i].place), part->claims[i].id,
                         0);
}

typedef TIE_VEC(const tie_timeline *) timeline_refs;

/* Timelines of years by place. */
typedef struct by_place {
    tie_map index;
    TIE_VEC(timeline_refs) lists;
} by_place;

static by_place sort_places(tie_run *run) {
    by_place out = {0};
    for (size_t i = 0; i < run->timelines.count; i++) {
        const tie_timeline *t = &run->timelines.items[i];
        if (t->grain != TIE_GRAIN_YEAR || t->figures.n < 2 || !t->place.len)
            continue;
        uint64_t key = tie_hash(t->place);
        if (tie_map_put(&out.index, &run->scratch, key, (uint32_t)out.lists.count))
            *TIE_PUSH(&run->scratch, &out.lists) = (timeline_refs){0};
        *TIE_PUSH(&run->scratch, &out.lists.items[*tie_map_find(&out.index, key)]) = t;
    }
    return out;
}

/* A rate is of the one timeline of its place that its sentence speaks of; of several it is of none.
 */
static void find_timeline(tie_told *told, const by_place *places, const tie_claim *c) {
    const uint32_t *at = tie_map_find(&places->index, tie_hash(c->place));
    const tie_timeline *found = NULL;
    size_t count = at ? places->lists.items[*at].count : 0;
    for (size_t i = 0; i < count; i++) {
        const tie_timeline *t = places->lists.items[*at].items[i];
        bool ends = point_of_year(t, c->period.from.year) && point_of_year(t, c->period.to.year);
        const tie_claim *like =
            ends ? tie_run_claim(told->run, tie_timeline_used(t, 0)->claim) : NULL;
        if (!ends || !tie_statement_names(told, c, t->measure, like))
            continue;
        if (found)
            return;
        found = t;
    }
    if (found)
        tell_growth(told->run, found, c);
}

void tie_trend_stated(tie_run *run) {
    if (!run->corpus)
        return;
    tie_told told = {.run = run};
    for (size_t i = 0; i < run->timelines.count; i++) {
        const tie_timeline *t = &run->timelines.items[i];
        bool clear = t->trend.kendall.is.status == TIE_STAT_OK && t->p_trend < CLEAR;
        if (clear && !last_step_decides(t))
            tell_direction(&told, t);
    }
    by_place places = sort_places(run);
    const tie_keys *rates = &run->keys[TIE_KEY_GROWTH];
    for (size_t i = 0; places.lists.count && i < rates->count; i++)
        find_timeline(&told, &places, tie_run_claim(run, rates->items[i].claim));
}
