/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart of figures over time as plain data, and its drawing as SVG: a real time axis; exact
 * figures as points, bars for what rounding and hedges allow, arrows for open ends, hollow marks
 * for superseded figures, publishers by colour and shape, the median line with its band, the
 * interval of the next value, flagged figures ringed. Whoever has figures can fill it; strings are
 * borrowed and may hold anything: the drawing escapes them. */
#ifndef TIE_REPORTS_CHART_H
#define TIE_REPORTS_CHART_H

#include "base/buf.h"

typedef enum tie_mark_style {
    TIE_MARK_FIGURE,
    TIE_MARK_AVERAGE,    /* over from .. to */
    TIE_MARK_SUPERSEDED, /* hollow */
    TIE_MARK_DISPUTED    /* hollow and crossed */
} tie_mark_style;

typedef struct tie_chart_mark {
    tie_mark_style style;
    double time, from, to; /* in units of the axis */
    double value, lo, hi;  /* lo and hi may be infinite */
    unsigned source;
    bool ringed;
    tie_str label;       /* the figure in words, with where it stands */
    tie_str value_label; /* the figure alone; empty: none is written beside the mark */
} tie_chart_mark;

/* What one unit of the axis is, counted from year 0, or days and weeks from 1970 on. */
typedef enum tie_axis {
    TIE_AXIS_YEARS,
    TIE_AXIS_DAYS,
    TIE_AXIS_WEEKS,
    TIE_AXIS_MONTHS,
    TIE_AXIS_QUARTERS,
    TIE_AXIS_HALVES
} tie_axis;

typedef struct tie_chart {
    tie_str title, subtitle;
    tie_strs notes; /* sentences below the plot */
    tie_str unit;
    tie_axis axis;
    const tie_chart_mark *marks; /* in order of time */
    size_t mark_count;
    tie_strs sources;    /* names by index; one that is empty is not known */
    bool has_line, firm; /* level + slope (t - mid_time); firm: a trend is told from chance */
    double level, slope, slope_lo, slope_hi, mid_time;
    bool has_next;
    double next_time, next_value, next_lo, next_hi;
    unsigned id; /* unlike that of any other chart of the page */
} tie_chart;

enum { TIE_CHART_WIDTH = 760 };

/* What: one <svg> element of TIE_CHART_WIDTH, set `y` below the top of what holds it. Returns its
 * height. */
double tie_chart_svg(tie_buf *out, tie_arena *scratch, const tie_chart *chart, double y);

/* What: the same without its words, for a page that tells them: an <svg class="chart">. */
void tie_chart_plot(tie_buf *out, tie_arena *scratch, const tie_chart *chart);
/* "Cases by year, 2015 to 2023; the axis does not begin at 0". Owns: scratch. */
tie_str tie_chart_subtitle(tie_arena *scratch, const tie_chart *chart);

/* ---- chart_scale.c ---- */

typedef struct tie_tick {
    double at;
    tie_str label;
} tie_tick;

typedef struct tie_scale {
    double lo, hi;
    const tie_tick *ticks;
    size_t tick_count;
    const char *word; /* labels count thousands of these: "million"; NULL: ones */
} tie_scale;

/* What: round numbers over the finite values of marks, line and interval; from 0 where that costs
 * little. Owns: arena. */
tie_scale tie_scale_values(tie_arena *arena, const tie_chart *chart);
/* What: days, months or years over the times of the marks. Owns: arena. */
tie_scale tie_scale_times(tie_arena *arena, const tie_chart *chart);

#endif
