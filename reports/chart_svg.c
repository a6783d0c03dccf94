/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/chart_pen.h"

#include "reports/escape.h"

#include <math.h>

enum { TITLE_SIZE = 19, TITLE_LINE = 24, PLOT_HEIGHT = 260 };

static void axes(tie_pen *p) {
    for (size_t i = 0; i < p->y.tick_count; i++) {
        double y = tie__pen_y(p, p->y.ticks[i].at);
        bool base = p->y.ticks[i].at == 0 || (i == 0 && p->y.lo > 0);
        tie__pen_line(p, p->left, y, p->right, y, base ? TIE_PEN_BASE : TIE_PEN_GRID, 1, "");
        tie__pen_text(p, p->left - 8, y + 4, TIE_PEN_TICK_SIZE, TIE_PEN_QUIET, "end",
                      p->y.ticks[i].label);
    }
    double free_from = 0;
    for (size_t i = 0; i < p->x.tick_count; i++) {
        double x = tie__pen_x(p, p->x.ticks[i].at);
        double half = tie__pen_text_width(p->x.ticks[i].label, TIE_PEN_TICK_SIZE) / 2;
        tie__pen_line(p, x, p->bottom, x, p->bottom + 5, TIE_PEN_BASE, 1, "");
        if (x - half < free_from || x + half > TIE_CHART_WIDTH)
            continue;
        tie__pen_text(p, x, p->bottom + 19, TIE_PEN_TICK_SIZE, TIE_PEN_QUIET, "middle",
                      p->x.ticks[i].label);
        free_from = x + half + 8;
    }
}

/* For those who cannot see it: what it shows, and every figure. */
static void describe(tie_pen *p) {
    const tie_chart *c = p->chart;
    enum { READ_OUT = 60 };
    tie_buf_printf(p->out, "<title id=\"chart-%u-title\">", c->id);
    tie_escape_html(p->out, c->title);
    tie_buf_printf(p->out, "</title>\n<desc id=\"chart-%u-desc\">", c->id);
    tie_escape_html(p->out, c->subtitle);
    tie_buf_puts(p->out, ". ");
    for (size_t i = 0; i < c->notes.count; i++) {
        tie_escape_html(p->out, c->notes.items[i]);
        tie_buf_putc(p->out, ' ');
    }
    for (size_t i = 0; i < c->mark_count && i < READ_OUT; i++) {
        tie_escape_html(p->out, c->marks[i].label);
        tie_buf_puts(p->out, i + 1 < c->mark_count ? "; " : ".");
    }
    if (c->mark_count > READ_OUT)
        tie_buf_printf(p->out, "and %zu more.", c->mark_count - READ_OUT);
    tie_buf_puts(p->out, "</desc>\n");
}

static tie_str subtitle_of(tie_arena *scratch, const tie_chart *chart, const tie_scale *values) {
    tie_buf buf = tie_buf_new(scratch);
    tie_buf_add(&buf, chart->subtitle);
    if (values->word)
        tie_buf_printf(&buf, "; in %ss", values->word);
    if (values->lo > 0)
        tie_buf_puts(&buf, "; the axis does not begin at 0");
    return tie_buf_str(&buf);
}

tie_str tie_chart_subtitle(tie_arena *scratch, const tie_chart *chart) {
    tie_scale values = tie_scale_values(scratch, chart);
    return subtitle_of(scratch, chart, &values);
}

static tie_pen new_pen(tie_buf *out, tie_arena *scratch, const tie_chart *chart) {
    tie_pen p = {.out = out,
                 .scratch = scratch,
                 .chart = chart,
                 .x = tie_scale_times(scratch, chart),
                 .y = tie_scale_values(scratch, chart)};
    describe(&p);
    return p;
}

/* Plot and legend from y on. Returns the y below. */
static double plot(tie_pen *p, double y) {
    double widest = 0;
    for (size_t i = 0; i < p->y.tick_count; i++)
        widest = fmax(widest, tie__pen_text_width(p->y.ticks[i].label, TIE_PEN_TICK_SIZE));
    p->left = TIE_PEN_MARGIN + widest + 10;
    p->right = TIE_CHART_WIDTH - TIE_PEN_MARGIN;
    p->top = y;
    p->bottom = y + PLOT_HEIGHT;
    p->mark = p->chart->mark_count > 200 ? 2 : p->chart->mark_count > 60 ? 3.4 : TIE_PEN_MARK;
    axes(p);
    tie__pen_trend(p);
    tie__pen_marks(p);
    tie__pen_labels(p);
    return tie__pen_legend(p, p->bottom + 42);
}

/* The element around what the pen drew, which lives in the pen's scratch. */
static void put_element(tie_buf *out, const tie_pen *p, const char *place, double height) {
    tie_buf_printf(out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" %s width=\"%d\" height=\"%.0f\" "
                   "viewBox=\"0 0 %d %.0f\" role=\"img\" aria-labelledby=\"chart-%u-title "
                   "chart-%u-desc\" font-family=\"%s\">\n<rect width=\"%d\" height=\"%.0f\" "
                   "fill=\"%s\"/>\n",
                   place, TIE_CHART_WIDTH, height, TIE_CHART_WIDTH, height, p->chart->id,
                   p->chart->id, TIE_PEN_FONT, TIE_CHART_WIDTH, height, TIE_PEN_PAPER);
    tie_buf_add(out, tie_buf_str(p->out));
    tie_buf_puts(out, "</svg>\n");
}

double tie_chart_svg(tie_buf *out, tie_arena *scratch, const tie_chart *chart, double y) {
    tie_mark mark = tie_arena_mark(scratch);
    tie_buf body = tie_buf_new(scratch), place = tie_buf_new(scratch);
    tie_pen p = new_pen(&body, scratch, chart);
    double at = tie__pen_paragraph(&p, TIE_PEN_MARGIN + TITLE_SIZE, TITLE_SIZE, TITLE_LINE,
                                   TIE_PEN_INK, true, chart->title);
    at = tie__pen_paragraph(&p, at - 3, TIE_PEN_TEXT_SIZE, TIE_PEN_TEXT_LINE, TIE_PEN_QUIET, false,
                            subtitle_of(scratch, chart, &p.y));
    at = plot(&p, at + 10);
    for (size_t i = 0; i < chart->notes.count; i++)
        at = tie__pen_paragraph(&p, at + 4, TIE_PEN_TEXT_SIZE, TIE_PEN_TEXT_LINE,
                                i ? TIE_PEN_QUIET : TIE_PEN_INK, false, chart->notes.items[i]);
    double height = at + TIE_PEN_MARGIN - 6;
    tie_buf_printf(&place, "y=\"%.0f\"%c", y, '\0');
    put_element(out, &p, place.ptr, height);
    tie_arena_rewind(scratch, mark);
    return height;
}

void tie_chart_plot(tie_buf *out, tie_arena *scratch, const tie_chart *chart) {
    tie_mark mark = tie_arena_mark(scratch);
    tie_buf body = tie_buf_new(scratch);
    tie_pen p = new_pen(&body, scratch, chart);
    double height = plot(&p, TIE_PEN_MARGIN);
    put_element(out, &p, "class=\"chart\"", height);
    tie_arena_rewind(scratch, mark);
}
