/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/chart_pen.h"

#include "base/utf8.h"
#include "reports/escape.h"

#include <math.h>

/* Told apart by people with any kind of colour vision. Source: Okabe and Ito, Color Universal
 * Design, 2008. */
static const char *const COLORS[] = {"#0072b2", "#d55e00", "#009e73",
                                     "#cc79a7", "#56b4e9", "#7a5195"};
enum { COLOR_COUNT = sizeof COLORS / sizeof *COLORS, SHAPE_COUNT = 5 };

double tie__pen_x(const tie_pen *p, double time) {
    return p->left + (time - p->x.lo) / (p->x.hi - p->x.lo) * (p->right - p->left);
}

double tie__pen_y(const tie_pen *p, double value) {
    double at = p->bottom - (value - p->y.lo) / (p->y.hi - p->y.lo) * (p->bottom - p->top);
    return fmax(p->top, fmin(p->bottom, at));
}

/* ---- Text ---- */

double tie__pen_text_width(tie_str s, double size) {
    double width = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = tie_utf8_next(s, &at);
        bool narrow = c < 0x80 && strchr("iljtfr.,:;'|!()[] ", (int)c) != NULL;
        width += narrow ? 0.31 : c >= 0x1100 ? 1 : c >= 'A' && c <= 'Z' ? 0.68 : 0.555;
    }
    return width * size;
}

static void text_open(tie_pen *p, double x, double y, int size, const char *color,
                      const char *anchor, bool bold) {
    tie_buf_printf(p->out, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" fill=\"%s\"", x, y, size,
                   color);
    if (anchor)
        tie_buf_printf(p->out, " text-anchor=\"%s\"", anchor);
    if (bold)
        tie_buf_puts(p->out, " font-weight=\"700\"");
    tie_buf_putc(p->out, '>');
}

void tie__pen_text(tie_pen *p, double x, double y, int size, const char *color, const char *anchor,
                   tie_str s) {
    text_open(p, x, y, size, color, anchor, false);
    tie_escape_html(p->out, s);
    tie_buf_puts(p->out, "</text>\n");
}

double tie__pen_paragraph(tie_pen *p, double y, int size, int line, const char *color, bool bold,
                          tie_str s) {
    double room = TIE_CHART_WIDTH - 2 * TIE_PEN_MARGIN;
    size_t start = 0;
    while (start < s.len) {
        size_t end = start, next = start;
        while (next < s.len) {
            size_t stop = next;
            while (stop < s.len && s.ptr[stop] != ' ')
                stop++;
            if (next > start &&
                tie__pen_text_width(tie_str_sub(s, start, stop), size * (bold ? 1.06 : 1)) > room)
                break;
            end = stop;
            next = stop < s.len ? stop + 1 : stop;
        }
        text_open(p, TIE_PEN_MARGIN, y, size, color, NULL, bold);
        tie_escape_html(p->out, tie_str_sub(s, start, end));
        tie_buf_puts(p->out, "</text>\n");
        start = next;
        y += line;
    }
    return y;
}

/* ---- Shapes ---- */

void tie__pen_line(tie_pen *p, double x1, double y1, double x2, double y2, const char *color,
                   double width, const char *more) {
    tie_buf_printf(p->out,
                   "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" "
                   "stroke-width=\"%.1f\"%s/>\n",
                   x1, y1, x2, y2, color, width, more);
}

const char *tie__pen_color(unsigned source) { return COLORS[source % COLOR_COUNT]; }

void tie__pen_shape(tie_pen *p, unsigned source, double x, double y, double r, bool hollow) {
    const char *color = tie__pen_color(source);
    switch (source % SHAPE_COUNT) {
    case 0:
        tie_buf_printf(p->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"", x, y, r);
        break;
    case 1:
        tie_buf_printf(p->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"",
                       x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
        break;
    case 2:
        tie_buf_printf(p->out, "<path d=\"M%.1f %.1fl%.1f %.1fh%.1fz\"", x, y - r * 1.2, r * 1.15,
                       r * 2.1, -r * 2.3);
        break;
    case 3:
        tie_buf_printf(p->out, "<path d=\"M%.1f %.1fl%.1f %.1fl%.1f %.1fl%.1f %.1fz\"", x,
                       y - r * 1.3, r * 1.3, r * 1.3, -r * 1.3, r * 1.3, -r * 1.3, -r * 1.3);
        break;
    default:
        tie_buf_printf(p->out, "<path d=\"M%.1f %.1fl%.1f %.1fh%.1fz\"", x, y + r * 1.2, r * 1.15,
                       -r * 2.1, -r * 2.3);
        break;
    }
    tie_buf_printf(p->out, " fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n",
                   hollow ? TIE_PEN_PAPER : color, hollow ? color : TIE_PEN_PAPER,
                   hollow ? "1.6" : "1");
}

void tie__pen_arrow(tie_pen *p, double x, double from, double to, const char *color) {
    double tip = to < from ? 5 : -5;
    tie__pen_line(p, x, from, x, to, color, 1.6, "");
    tie_buf_printf(p->out,
                   "<path d=\"M%.1f %.1fl4 %.1fM%.1f %.1fl-4 %.1f\" fill=\"none\" stroke=\"%s\" "
                   "stroke-width=\"1.6\"/>\n",
                   x, to, tip, x, to, tip, color);
}

void tie__pen_cross(tie_pen *p, unsigned source, double x, double y) {
    tie_buf_printf(p->out,
                   "<path d=\"M%.1f %.1fl7 7m0 -7l-7 7\" stroke=\"%s\" stroke-width=\"1.4\"/>\n",
                   x - 3.5, y - 3.5, tie__pen_color(source));
}

void tie__pen_ring(tie_pen *p, double x, double y, double r) {
    tie_buf_printf(p->out,
                   "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\" fill=\"none\" stroke=\"%s\" "
                   "stroke-width=\"2\"/>\n",
                   x, y, r, TIE_PEN_RING);
}
