/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One chart while it is drawn: where values and times lie on it, its text and its shapes.
 * Presentation is in attributes, so that an <svg> stands alone in a file and inside a page alike; a
 * style sheet of the page may override each. */
#ifndef TIE_REPORTS_CHART_PEN_H
#define TIE_REPORTS_CHART_PEN_H

#include "reports/chart.h"

/* ---- Looks ---- */

#define TIE_PEN_FONT "'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
#define TIE_PEN_PAPER "#fff"
#define TIE_PEN_INK "#1d1d1f"
#define TIE_PEN_QUIET "#5f6368"
#define TIE_PEN_GRID "#e3e5e8"
#define TIE_PEN_BASE "#8a8f98"
#define TIE_PEN_LINE "#3d4a5c"
#define TIE_PEN_BAND "#c9d3e0"
#define TIE_PEN_NEXT "#e69f00"
#define TIE_PEN_RING "#c1121f"

enum {
    TIE_PEN_MARGIN = 20,
    TIE_PEN_TEXT_SIZE = 13,
    TIE_PEN_TEXT_LINE = 18,
    TIE_PEN_TICK_SIZE = 12,
    TIE_PEN_MARK = 5,
    TIE_PEN_RADIUS = TIE_PEN_MARK + 6, /* of a ring */
    TIE_PEN_ARROW = 30
};

typedef struct tie_pen {
    tie_buf *out;
    tie_arena *scratch;
    const tie_chart *chart;
    tie_scale x, y;
    double left, right, top, bottom;                     /* of the plot */
    double mark;                                         /* radius; small where there are many */
    bool bars, arrows, hollow, crossed, rings, averages; /* what the legend must explain */
} tie_pen;

double tie__pen_x(const tie_pen *pen, double time);
double tie__pen_y(const tie_pen *pen, double value); /* kept within the plot */

/* ---- chart_pen.c ---- */

/* About as wide as it will be set. */
double tie__pen_text_width(tie_str words, double size);
/* anchor: "middle", "end", or NULL: words begin at x. */
void tie__pen_text(tie_pen *pen, double x, double y, int size, const char *color,
                   const char *anchor, tie_str words);
/* In lines of the chart's width. Returns the y of the next line. */
double tie__pen_paragraph(tie_pen *pen, double y, int size, int line, const char *color, bool bold,
                          tie_str words);
/* more: attributes, with a blank before them. */
void tie__pen_line(tie_pen *pen, double x1, double y1, double x2, double y2, const char *color,
                   double width, const char *more);
void tie__pen_arrow(tie_pen *pen, double x, double from, double to, const char *color);
void tie__pen_ring(tie_pen *pen, double x, double y, double radius);
/* The mark of a source: one of five shapes of about the same area. */
void tie__pen_shape(tie_pen *pen, unsigned source, double x, double y, double radius, bool hollow);
void tie__pen_cross(tie_pen *pen, unsigned source, double x, double y);
const char *tie__pen_color(unsigned source);

/* ---- chart_marks.c: line, bands and figures ---- */

void tie__pen_trend(tie_pen *pen);
void tie__pen_marks(tie_pen *pen);

/* ---- chart_labels.c ---- */

/* Of long series the ends and what is ringed are labelled, where there is room. */
void tie__pen_labels(tie_pen *pen);

/* ---- chart_legend.c ---- */

/* What: explains what occurs, and no more. Returns the y below. */
double tie__pen_legend(tie_pen *pen, double y);

#endif
