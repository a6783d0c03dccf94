/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies in the plot: the median line with its band, the next value, the figures. */
#include "reports/chart_pen.h"

#include "reports/escape.h"

#include <math.h>

enum { DENSE = 1500 /* marks that are drawn one by one */ };

/* ---- Line and bands ---- */

static double line_at(const tie_chart *c, double slope, double time) {
    return c->level + slope * (time - c->mid_time);
}

static void times_of_figures(const tie_chart *c, double *first, double *last) {
    *first = INFINITY;
    *last = -INFINITY;
    for (size_t i = 0; i < c->mark_count; i++) {
        if (c->marks[i].style != TIE_MARK_FIGURE)
            continue;
        *first = fmin(*first, c->marks[i].time);
        *last = fmax(*last, c->marks[i].time);
    }
}

/* All lines through the middle whose slope lies in the interval. */
static void band(tie_pen *p, double first, double last) {
    const tie_chart *c = p->chart;
    if (!isfinite(c->slope_lo) || !isfinite(c->slope_hi))
        return;
    const double times[] = {first, c->mid_time, last, last, c->mid_time, first};
    const double slopes[] = {c->slope_hi, 0, c->slope_hi, c->slope_lo, 0, c->slope_lo};
    tie_buf_puts(p->out, "<polygon points=\"");
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        tie_buf_printf(p->out, "%s%.1f,%.1f", i ? " " : "", tie__pen_x(p, times[i]),
                       tie__pen_y(p, line_at(c, slopes[i], times[i])));
    tie_buf_printf(p->out, "\" fill=\"%s\" fill-opacity=\"0.45\"/>\n", TIE_PEN_BAND);
}

static void median_line(tie_pen *p) {
    const tie_chart *c = p->chart;
    double first, last;
    times_of_figures(c, &first, &last);
    if (!c->has_line || !(first < last))
        return;
    band(p, first, last);
    tie__pen_line(p, tie__pen_x(p, first), tie__pen_y(p, line_at(c, c->slope, first)),
                  tie__pen_x(p, last), tie__pen_y(p, line_at(c, c->slope, last)), TIE_PEN_LINE, 1.8,
                  c->firm ? "" : " stroke-dasharray=\"5 4\"");
}

static void next_interval(tie_pen *p) {
    const tie_chart *c = p->chart;
    if (!c->has_next)
        return;
    double x = tie__pen_x(p, c->next_time), lo = tie__pen_y(p, c->next_lo),
           hi = tie__pen_y(p, c->next_hi);
    tie_buf_printf(p->out,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"%.1f\" rx=\"3\" fill=\"%s\" "
                   "fill-opacity=\"0.25\" stroke=\"%s\" stroke-dasharray=\"3 2\"/>\n",
                   x - 7, hi, lo - hi, TIE_PEN_NEXT, TIE_PEN_NEXT);
    tie__pen_line(p, x - 7, tie__pen_y(p, c->next_value), x + 7, tie__pen_y(p, c->next_value),
                  TIE_PEN_NEXT, 2, "");
}

void tie__pen_trend(tie_pen *p) {
    median_line(p);
    next_interval(p);
}

/* ---- Marks ---- */

/* What the figure allows: a bar between its ends, arrows where there is none. */
static void allowed(tie_pen *p, const tie_chart_mark *m, double x, double y) {
    enum { SEEN = 3 }; /* shorter bars would lie under the mark */
    const char *color = tie__pen_color(m->source);
    double lo = isinf(m->lo) ? y : tie__pen_y(p, m->lo),
           hi = isinf(m->hi) ? y : tie__pen_y(p, m->hi);
    if (lo - hi > SEEN) {
        p->bars = true;
        tie__pen_line(p, x, hi, x, lo, color, 1.6, "");
        if (!isinf(m->hi))
            tie__pen_line(p, x - 4, hi, x + 4, hi, color, 1.6, "");
        if (!isinf(m->lo))
            tie__pen_line(p, x - 4, lo, x + 4, lo, color, 1.6, "");
    }
    p->arrows = p->arrows || isinf(m->hi) || isinf(m->lo);
    if (isinf(m->hi))
        tie__pen_arrow(p, x, y, fmax(y - TIE_PEN_ARROW, p->top - 14), color);
    if (isinf(m->lo))
        tie__pen_arrow(p, x, y, fmin(y + TIE_PEN_ARROW, p->bottom), color);
}

static void average(tie_pen *p, const tie_chart_mark *m) {
    const char *color = tie__pen_color(m->source);
    double x1 = tie__pen_x(p, m->from - 0.5) + 1, x2 = tie__pen_x(p, m->to + 0.5) - 1,
           y = tie__pen_y(p, m->value);
    double hi = isinf(m->hi) ? y : tie__pen_y(p, m->hi),
           lo = isinf(m->lo) ? y : tie__pen_y(p, m->lo);
    p->averages = true;
    tie_buf_printf(p->out,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" "
                   "fill-opacity=\"0.18\"/>\n",
                   x1, fmin(hi, y - 2), x2 - x1, fmax(lo, y + 2) - fmin(hi, y - 2), color);
    tie__pen_line(p, x1, y, x2, y, color, 2.4, "");
    if (isinf(m->hi)) {
        p->arrows = true;
        tie__pen_arrow(p, (x1 + x2) / 2, y, fmax(y - TIE_PEN_ARROW, p->top - 14), color);
    }
}

static void mark(tie_pen *p, const tie_chart_mark *m) {
    double x = tie__pen_x(p, m->time), y = tie__pen_y(p, m->value);
    bool hollow = m->style == TIE_MARK_SUPERSEDED || m->style == TIE_MARK_DISPUTED;
    tie_buf_puts(p->out, "<g><title>");
    tie_escape_html(p->out, m->label);
    tie_buf_puts(p->out, "</title>\n");
    if (m->style == TIE_MARK_AVERAGE) {
        average(p, m);
    } else {
        allowed(p, m, x, y);
        tie__pen_shape(p, m->source, x, y, p->mark, hollow);
    }
    if (m->style == TIE_MARK_DISPUTED)
        tie__pen_cross(p, m->source, x, y);
    p->hollow = p->hollow || m->style == TIE_MARK_SUPERSEDED;
    p->crossed = p->crossed || m->style == TIE_MARK_DISPUTED;
    if (m->ringed) {
        p->rings = true;
        tie__pen_ring(p, x, y, TIE_PEN_RADIUS);
    }
    tie_buf_puts(p->out, "</g>\n");
}

/* Too many to see one by one: in each column of pixels what lies between the least and the most. */
static void dense_figures(tie_pen *p) {
    const tie_chart *c = p->chart;
    double lo[TIE_CHART_WIDTH], hi[TIE_CHART_WIDTH];
    for (size_t i = 0; i < TIE_CHART_WIDTH; i++) {
        lo[i] = INFINITY;
        hi[i] = -INFINITY;
    }
    for (size_t i = 0; i < c->mark_count; i++) {
        if (c->marks[i].style != TIE_MARK_FIGURE)
            continue;
        size_t at = (size_t)fmin(fmax(tie__pen_x(p, c->marks[i].time), 0), TIE_CHART_WIDTH - 1);
        double y = tie__pen_y(p, c->marks[i].value);
        lo[at] = fmin(lo[at], y);
        hi[at] = fmax(hi[at], y);
    }
    for (size_t i = 0; i < TIE_CHART_WIDTH; i++)
        if (lo[i] <= hi[i])
            tie__pen_line(p, (double)i + 0.5, lo[i] - 0.8, (double)i + 0.5, hi[i] + 0.8,
                          tie__pen_color(0), 1, "");
}

void tie__pen_marks(tie_pen *p) {
    const tie_chart *c = p->chart;
    bool dense = c->mark_count > DENSE;
    if (dense)
        dense_figures(p);
    for (size_t i = 0; i < c->mark_count; i++)
        if (c->marks[i].style == TIE_MARK_AVERAGE)
            mark(p, &c->marks[i]);
    for (size_t i = 0; i < c->mark_count; i++)
        if (c->marks[i].style == TIE_MARK_SUPERSEDED || c->marks[i].style == TIE_MARK_DISPUTED)
            mark(p, &c->marks[i]);
    for (size_t i = 0; i < c->mark_count; i++)
        if (c->marks[i].style == TIE_MARK_FIGURE && (!dense || c->marks[i].ringed))
            mark(p, &c->marks[i]);
}
