/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes: where they begin and end, and what is written along them. */
#include "reports/chart.h"

#include "analyze/series.h"
#include "base/date.h"
#include "base/dec.h"

#include <math.h>
#include <stdio.h>

enum { VALUE_TICKS = 5, TIME_TICKS = 11 };

typedef TIE_VEC(tie_tick) tick_list;

static void widen(tie_scale *scale, double x) {
    static const double FARTHEST = 1e300; /* so that the range is a number, too */
    if (!isfinite(x))
        return;
    x = fmax(-FARTHEST, fmin(FARTHEST, x));
    scale->lo = fmin(scale->lo, x);
    scale->hi = fmax(scale->hi, x);
}

/* 1, 2, 2.5 or 5 times a power of ten, so that about `count` steps fill the range. */
static double nice_step(double range, int count) {
    static const double STEPS[] = {1, 2, 2.5, 5, 10};
    double raw = range / count, power = pow(10, floor(log10(raw)));
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        if (STEPS[i] * power >= raw * 0.999)
            return STEPS[i] * power;
    return 10 * power;
}

/* ---- Values ---- */

static tie_scale value_range(const tie_chart *c) {
    tie_scale scale = {.lo = INFINITY, .hi = -INFINITY};
    for (size_t i = 0; i < c->mark_count; i++) {
        widen(&scale, c->marks[i].value);
        widen(&scale, c->marks[i].lo);
        widen(&scale, c->marks[i].hi);
    }
    if (c->has_next) {
        widen(&scale, c->next_lo);
        widen(&scale, c->next_hi);
    }
    if (!(scale.lo <= scale.hi))
        scale = (tie_scale){.lo = 0, .hi = 1};
    if (scale.lo > 0 && scale.lo < 0.6 * scale.hi)
        scale.lo = 0;
    if (scale.hi - scale.lo <= 1e-9 * fabs(scale.hi)) {
        double room = fmax(fabs(scale.hi) * 0.1, 0.5);
        scale.lo -= room;
        scale.hi += room;
    }
    return scale;
}

static const struct {
    double from, size;
    const char *word;
} WORDS[] = {{2e12, 1e12, "trillion"}, {2e9, 1e9, "billion"}, {2e6, 1e6, "million"}};

static tie_str value_label(tie_arena *arena, double x, double step) {
    char text[64];
    int places = 0;
    tie_dec value;
    tie_buf buf = tie_buf_new(arena);
    while (places < 9 && fabs(step * pow(10, places) - round(step * pow(10, places))) > 1e-6)
        places++;
    snprintf(text, sizeof text, "%.*f", places, fabs(x) < step * 1e-6 ? 0 : x);
    if (fabs(x) >= 1e15 || tie_dec_parse(tie_str_c(text), &value, NULL))
        tie_buf_printf(&buf, "%.3g", x);
    else
        tie_dec_render_grouped(&buf, value);
    return tie_buf_str(&buf);
}

tie_scale tie_scale_values(tie_arena *arena, const tie_chart *c) {
    tie_scale scale = value_range(c);
    tick_list ticks = {0};
    double step = nice_step(scale.hi - scale.lo, VALUE_TICKS), size = 1;
    scale.lo = floor(scale.lo / step + 1e-9) * step;
    scale.hi = ceil(scale.hi / step - 1e-9) * step;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && !scale.word; i++) {
        if (fmax(fabs(scale.hi), fabs(scale.lo)) < WORDS[i].from)
            continue;
        scale.word = WORDS[i].word;
        size = WORDS[i].size;
    }
    int count = (int)lround((scale.hi - scale.lo) / step);
    for (int i = 0; i <= count && i <= 4 * VALUE_TICKS; i++) {
        double at = scale.lo + i * step;
        *TIE_PUSH(arena, &ticks) = (tie_tick){at, value_label(arena, at / size, step / size)};
    }
    scale.ticks = ticks.items;
    scale.tick_count = ticks.count;
    return scale;
}

/* ---- Times ---- */

static double per_year(tie_axis axis) {
    static const double UNITS[] = {
        [TIE_AXIS_DAYS] = 365.25, [TIE_AXIS_WEEKS] = 365.25 / 7, [TIE_AXIS_MONTHS] = 12,
        [TIE_AXIS_QUARTERS] = 4,  [TIE_AXIS_HALVES] = 2,         [TIE_AXIS_YEARS] = 1};
    return UNITS[axis];
}

static bool by_days(tie_axis axis) { return axis == TIE_AXIS_DAYS || axis == TIE_AXIS_WEEKS; }

static double days_per_unit(tie_axis axis) { return axis == TIE_AXIS_WEEKS ? 7 : 1; }

/* The time at which month `index` (of year 0) begins. */
static double time_of_month(tie_axis axis, int index) {
    int year = (int)floor(index / 12.0);
    tie_date first = {(int16_t)year, (uint8_t)(index - year * 12 + 1), 1};
    if (by_days(axis))
        return tie_date_first_day(first) / days_per_unit(axis);
    return index / 12.0 * per_year(axis);
}

static int month_of_time(tie_axis axis, double time) {
    if (!by_days(axis))
        return (int)floor(time / per_year(axis) * 12 + 1e-9);
    tie_date d = tie_date_from_day((int32_t)floor(time * days_per_unit(axis)));
    return d.year * 12 + d.month - 1;
}

static void month_ticks(tie_arena *arena, tick_list *ticks, const tie_chart *c,
                        const tie_scale *scale, int step) {
    int from = (int)floor((double)month_of_time(c->axis, scale->lo) / step) * step;
    bool years = step % 12 == 0, named = false;
    for (int m = from; time_of_month(c->axis, m) <= scale->hi + 1e-9; m += step) {
        double at = time_of_month(c->axis, m);
        int year = (int)floor(m / 12.0);
        if (at < scale->lo - 1e-9)
            continue;
        tie_str label =
            years ? tie_arena_printf(arena, "%d", year)
            : named && m % 12
                ? tie_str_c(tie_month_name(m - year * 12 + 1))
                : tie_arena_printf(arena, "%s %d", tie_month_name(m - year * 12 + 1), year);
        named = true;
        *TIE_PUSH(arena, ticks) = (tie_tick){at, label};
    }
}

static void day_ticks(tie_arena *arena, tick_list *ticks, const tie_chart *c,
                      const tie_scale *scale, int step) {
    double unit = days_per_unit(c->axis);
    int32_t first = (int32_t)ceil(scale->lo * unit), last = (int32_t)floor(scale->hi * unit);
    bool named = false;
    for (int32_t day = first; day <= last; day += step) {
        tie_date d = tie_date_from_day(day);
        tie_str label =
            named && (d.month > 1 || d.day > step)
                ? tie_arena_printf(arena, "%d %s", d.day, tie_month_name(d.month))
                : tie_arena_printf(arena, "%d %s %d", d.day, tie_month_name(d.month), d.year);
        named = true;
        *TIE_PUSH(arena, ticks) = (tie_tick){day / unit, label};
    }
}

/* The finest steps that leave room for the labels. */
static void time_ticks(tie_arena *arena, tick_list *ticks, const tie_chart *c,
                       const tie_scale *scale) {
    static const int DAYS[] = {1, 2, 7, 14};
    static const int MONTH_STEPS[] = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000};
    enum { FINEST_YEARS = 4 };
    double days = (scale->hi - scale->lo) * days_per_unit(c->axis);
    double months = (scale->hi - scale->lo) / per_year(c->axis) * 12;
    for (size_t i = 0; by_days(c->axis) && i < sizeof DAYS / sizeof *DAYS; i++) {
        if (days / DAYS[i] <= TIME_TICKS - 2) {
            day_ticks(arena, ticks, c, scale, DAYS[i]);
            return;
        }
    }
    size_t i = c->axis == TIE_AXIS_YEARS      ? FINEST_YEARS
               : c->axis == TIE_AXIS_HALVES   ? FINEST_YEARS - 1
               : c->axis == TIE_AXIS_QUARTERS ? FINEST_YEARS - 2
                                              : 0;
    size_t most = sizeof MONTH_STEPS / sizeof *MONTH_STEPS - 1;
    while (i < most &&
           months / MONTH_STEPS[i] > (MONTH_STEPS[i] < 12 ? TIME_TICKS - 1 : TIME_TICKS + 1))
        i++;
    month_ticks(arena, ticks, c, scale, MONTH_STEPS[i]);
}

tie_scale tie_scale_times(tie_arena *arena, const tie_chart *c) {
    tie_scale scale = {.lo = INFINITY, .hi = -INFINITY};
    tick_list ticks = {0};
    for (size_t i = 0; i < c->mark_count; i++) {
        const tie_chart_mark *m = &c->marks[i];
        widen(&scale, m->time);
        if (m->style == TIE_MARK_AVERAGE) {
            widen(&scale, m->from - 0.5);
            widen(&scale, m->to + 0.5);
        }
    }
    if (c->has_next)
        widen(&scale, c->next_time);
    if (!(scale.lo <= scale.hi))
        scale = (tie_scale){.lo = 0, .hi = 1};
    double room = fmax((scale.hi - scale.lo) * 0.03, 0.4);
    scale.lo -= room;
    scale.hi += room;
    time_ticks(arena, &ticks, c, &scale);
    scale.ticks = ticks.items;
    scale.tick_count = ticks.count;
    return scale;
}
