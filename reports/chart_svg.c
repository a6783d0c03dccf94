/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart as SVG. Presentation is in attributes, so that the element stands alone in a file and
 * inside a page alike. */
#include "reports/chart.h"

#include "base/utf8.h"
#include "reports/escape.h"

#include <math.h>

/* ---- Looks ---- */

static const char FONT[] = "'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
static const char INK[] = "#1d1d1f", QUIET[] = "#5f6368", GRID[] = "#e3e5e8", BASE[] = "#8a8f98";
static const char LINE[] = "#3d4a5c", BAND[] = "#c9d3e0", NEXT[] = "#e69f00", RING[] = "#c1121f";

/* Told apart by people with any kind of colour vision. Source: Okabe and Ito, Color Universal
 * Design, 2008. */
static const char *const COLORS[] = {"#0072b2", "#d55e00", "#009e73",
                                     "#cc79a7", "#56b4e9", "#7a5195"};
enum { COLOR_COUNT = sizeof COLORS / sizeof *COLORS, SHAPE_COUNT = 5 };

enum {
    MARGIN = 20,
    TITLE_SIZE = 19,
    TITLE_LINE = 24,
    TEXT_SIZE = 13,
    TEXT_LINE = 18,
    TICK_SIZE = 12,
    PLOT_HEIGHT = 260,
    MARK = 5,
    ARROW = 30,
    DENSE = 1500 /* marks that are drawn one by one */
};

/* While one chart is drawn. */
typedef struct pen {
    tie_buf *out;
    tie_arena *scratch;
    const tie_chart *chart;
    tie_scale x, y;
    double left, right, top, bottom;                     /* of the plot */
    double mark;                                         /* radius; small where there are many */
    bool bars, arrows, hollow, crossed, rings, averages; /* what the legend must explain */
} pen;

static double x_of(const pen *p, double time) {
    return p->left + (time - p->x.lo) / (p->x.hi - p->x.lo) * (p->right - p->left);
}

static double y_of(const pen *p, double value) {
    double at = p->bottom - (value - p->y.lo) / (p->y.hi - p->y.lo) * (p->bottom - p->top);
    return fmax(p->top, fmin(p->bottom, at));
}

/* ---- Text ---- */

/* About as wide as it will be set. */
static double text_width(tie_str s, double size) {
    double width = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = tie_utf8_next(s, &at);
        bool narrow = c < 0x80 && strchr("iljtfr.,:;'|!()[] ", (int)c) != NULL;
        width += narrow ? 0.31 : c >= 0x1100 ? 1 : c >= 'A' && c <= 'Z' ? 0.68 : 0.555;
    }
    return width * size;
}

static void text_open(pen *p, double x, double y, int size, const char *color, const char *anchor,
                      bool bold) {
    tie_buf_printf(p->out, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" fill=\"%s\"", x, y, size,
                   color);
    if (anchor)
        tie_buf_printf(p->out, " text-anchor=\"%s\"", anchor);
    if (bold)
        tie_buf_puts(p->out, " font-weight=\"700\"");
    tie_buf_putc(p->out, '>');
}

static void text(pen *p, double x, double y, int size, const char *color, const char *anchor,
                 tie_str s) {
    text_open(p, x, y, size, color, anchor, false);
    tie_escape_html(p->out, s);
    tie_buf_puts(p->out, "</text>\n");
}

/* In lines of the chart's width. Returns the y of the next line. */
static double paragraph(pen *p, double y, int size, int line, const char *color, bool bold,
                        tie_str s) {
    double room = TIE_CHART_WIDTH - 2 * MARGIN;
    size_t start = 0;
    while (start < s.len) {
        size_t end = start, next = start;
        while (next < s.len) {
            size_t stop = next;
            while (stop < s.len && s.ptr[stop] != ' ')
                stop++;
            if (next > start &&
                text_width(tie_str_sub(s, start, stop), size * (bold ? 1.06 : 1)) > room)
                break;
            end = stop;
            next = stop < s.len ? stop + 1 : stop;
        }
        text_open(p, MARGIN, y, size, color, NULL, bold);
        tie_escape_html(p->out, tie_str_sub(s, start, end));
        tie_buf_puts(p->out, "</text>\n");
        start = next;
        y += line;
    }
    return y;
}

/* ---- Shapes ---- */

static void segment(pen *p, double x1, double y1, double x2, double y2, const char *color,
                    double width, const char *more) {
    tie_buf_printf(p->out,
                   "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" "
                   "stroke-width=\"%.1f\"%s/>\n",
                   x1, y1, x2, y2, color, width, more);
}

static const char *color_of(unsigned source) { return COLORS[source % COLOR_COUNT]; }

/* One of SHAPE_COUNT shapes of about the same area. */
static void shape(pen *p, unsigned source, double x, double y, double r, bool hollow) {
    const char *color = color_of(source);
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
                   hollow ? "#fff" : color, hollow ? color : "#fff", hollow ? "1.6" : "1");
}

static void arrow(pen *p, double x, double from, double to, const char *color) {
    double tip = to < from ? 5 : -5;
    segment(p, x, from, x, to, color, 1.6, "");
    tie_buf_printf(p->out,
                   "<path d=\"M%.1f %.1fl4 %.1fM%.1f %.1fl-4 %.1f\" fill=\"none\" stroke=\"%s\" "
                   "stroke-width=\"1.6\"/>\n",
                   x, to, tip, x, to, tip, color);
}

/* ---- Frame ---- */

static void axes(pen *p) {
    for (size_t i = 0; i < p->y.tick_count; i++) {
        double y = y_of(p, p->y.ticks[i].at);
        bool base = p->y.ticks[i].at == 0 || (i == 0 && p->y.lo > 0);
        segment(p, p->left, y, p->right, y, base ? BASE : GRID, 1, "");
        text(p, p->left - 8, y + 4, TICK_SIZE, QUIET, "end", p->y.ticks[i].label);
    }
    double free_from = 0;
    for (size_t i = 0; i < p->x.tick_count; i++) {
        double x = x_of(p, p->x.ticks[i].at);
        double half = text_width(p->x.ticks[i].label, TICK_SIZE) / 2;
        segment(p, x, p->bottom, x, p->bottom + 5, BASE, 1, "");
        if (x - half < free_from || x + half > TIE_CHART_WIDTH)
            continue;
        text(p, x, p->bottom + 19, TICK_SIZE, QUIET, "middle", p->x.ticks[i].label);
        free_from = x + half + 8;
    }
}

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
static void band(pen *p, double first, double last) {
    const tie_chart *c = p->chart;
    if (!isfinite(c->slope_lo) || !isfinite(c->slope_hi))
        return;
    const double times[] = {first, c->mid_time, last, last, c->mid_time, first};
    const double slopes[] = {c->slope_hi, 0, c->slope_hi, c->slope_lo, 0, c->slope_lo};
    tie_buf_puts(p->out, "<polygon points=\"");
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        tie_buf_printf(p->out, "%s%.1f,%.1f", i ? " " : "", x_of(p, times[i]),
                       y_of(p, line_at(c, slopes[i], times[i])));
    tie_buf_printf(p->out, "\" fill=\"%s\" fill-opacity=\"0.45\"/>\n", BAND);
}

static void median_line(pen *p) {
    const tie_chart *c = p->chart;
    double first, last;
    times_of_figures(c, &first, &last);
    if (!c->has_line || !(first < last))
        return;
    band(p, first, last);
    segment(p, x_of(p, first), y_of(p, line_at(c, c->slope, first)), x_of(p, last),
            y_of(p, line_at(c, c->slope, last)), LINE, 1.8,
            c->firm ? "" : " stroke-dasharray=\"5 4\"");
}

static void next_interval(pen *p) {
    const tie_chart *c = p->chart;
    if (!c->has_next)
        return;
    double x = x_of(p, c->next_time), lo = y_of(p, c->next_lo), hi = y_of(p, c->next_hi);
    tie_buf_printf(p->out,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"%.1f\" rx=\"3\" fill=\"%s\" "
                   "fill-opacity=\"0.25\" stroke=\"%s\" stroke-dasharray=\"3 2\"/>\n",
                   x - 7, hi, lo - hi, NEXT, NEXT);
    segment(p, x - 7, y_of(p, c->next_value), x + 7, y_of(p, c->next_value), NEXT, 2, "");
}

/* ---- Marks ---- */

/* What the figure allows: a bar between its ends, arrows where there is none. */
static void allowed(pen *p, const tie_chart_mark *m, double x, double y) {
    enum { SEEN = 3 }; /* shorter bars would lie under the mark */
    const char *color = color_of(m->source);
    double lo = isinf(m->lo) ? y : y_of(p, m->lo), hi = isinf(m->hi) ? y : y_of(p, m->hi);
    if (lo - hi > SEEN) {
        p->bars = true;
        segment(p, x, hi, x, lo, color, 1.6, "");
        if (!isinf(m->hi))
            segment(p, x - 4, hi, x + 4, hi, color, 1.6, "");
        if (!isinf(m->lo))
            segment(p, x - 4, lo, x + 4, lo, color, 1.6, "");
    }
    p->arrows = p->arrows || isinf(m->hi) || isinf(m->lo);
    if (isinf(m->hi))
        arrow(p, x, y, fmax(y - ARROW, p->top - 14), color);
    if (isinf(m->lo))
        arrow(p, x, y, fmin(y + ARROW, p->bottom), color);
}

static void average(pen *p, const tie_chart_mark *m) {
    const char *color = color_of(m->source);
    double x1 = x_of(p, m->from - 0.5) + 1, x2 = x_of(p, m->to + 0.5) - 1, y = y_of(p, m->value);
    double hi = isinf(m->hi) ? y : y_of(p, m->hi), lo = isinf(m->lo) ? y : y_of(p, m->lo);
    p->averages = true;
    tie_buf_printf(p->out,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" "
                   "fill-opacity=\"0.18\"/>\n",
                   x1, fmin(hi, y - 2), x2 - x1, fmax(lo, y + 2) - fmin(hi, y - 2), color);
    segment(p, x1, y, x2, y, color, 2.4, "");
    if (isinf(m->hi)) {
        p->arrows = true;
        arrow(p, (x1 + x2) / 2, y, fmax(y - ARROW, p->top - 14), color);
    }
}

static void mark(pen *p, const tie_chart_mark *m) {
    double x = x_of(p, m->time), y = y_of(p, m->value);
    bool hollow = m->style == TIE_MARK_SUPERSEDED || m->style == TIE_MARK_DISPUTED;
    tie_buf_puts(p->out, "<g><title>");
    tie_escape_html(p->out, m->label);
    tie_buf_puts(p->out, "</title>\n");
    if (m->style == TIE_MARK_AVERAGE) {
        average(p, m);
    } else {
        allowed(p, m, x, y);
        shape(p, m->source, x, y, p->mark, hollow);
    }
    if (m->style == TIE_MARK_DISPUTED)
        tie_buf_printf(
            p->out, "<path d=\"M%.1f %.1fl7 7m0 -7l-7 7\" stroke=\"%s\" stroke-width=\"1.4\"/>\n",
            x - 3.5, y - 3.5, color_of(m->source));
    p->hollow = p->hollow || m->style == TIE_MARK_SUPERSEDED;
    p->crossed = p->crossed || m->style == TIE_MARK_DISPUTED;
    if (m->ringed) {
        p->rings = true;
        tie_buf_printf(p->out,
                       "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"none\" stroke=\"%s\" "
                       "stroke-width=\"2\"/>\n",
                       x, y, MARK + 6, RING);
    }
    tie_buf_puts(p->out, "</g>\n");
}

/* Too many to see one by one: in each column of pixels what lies between the least and the most. */
static void dense_figures(pen *p) {
    const tie_chart *c = p->chart;
    double lo[TIE_CHART_WIDTH], hi[TIE_CHART_WIDTH];
    for (size_t i = 0; i < TIE_CHART_WIDTH; i++) {
        lo[i] = INFINITY;
        hi[i] = -INFINITY;
    }
    for (size_t i = 0; i < c->mark_count; i++) {
        if (c->marks[i].style != TIE_MARK_FIGURE)
            continue;
        size_t at = (size_t)x_of(p, c->marks[i].time);
        double y = y_of(p, c->marks[i].value);
        lo[at] = fmin(lo[at], y);
        hi[at] = fmax(hi[at], y);
    }
    for (size_t i = 0; i < TIE_CHART_WIDTH; i++)
        if (lo[i] <= hi[i])
            segment(p, (double)i + 0.5, lo[i] - 0.8, (double)i + 0.5, hi[i] + 0.8, COLORS[0], 1,
                    "");
}

static void marks(pen *p) {
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

/* ---- Labels of marks ---- */

enum { LABELLED = 24, LABEL_SIZE = 12 };

typedef struct box {
    double x1, y1, x2, y2;
} box;

typedef struct labels {
    box taken[4 * LABELLED];
    size_t count;
} labels;

static bool is_free(const pen *p, const labels *l, box b) {
    bool inside = b.x1 >= p->left && b.x2 <= p->right + MARGIN / 2.0 && b.y1 >= p->top - 18 &&
                  b.y2 <= p->bottom - 2;
    for (size_t i = 0; i < l->count && inside; i++) {
        const box *t = &l->taken[i];
        inside = b.x2 <= t->x1 || b.x1 >= t->x2 || b.y2 <= t->y1 || b.y1 >= t->y2;
    }
    return inside;
}

static void take(labels *l, box b) {
    if (l->count < sizeof l->taken / sizeof *l->taken)
        l->taken[l->count++] = b;
}

/* What the mark itself covers. */
static box box_of(const pen *p, const tie_chart_mark *m) {
    double x = x_of(p, m->time), y = y_of(p, m->value), r = m->ringed ? MARK + 7 : MARK + 1;
    box b = {x - r, y - r, x + r, y + r};
    if (m->style == TIE_MARK_AVERAGE)
        b = (box){x_of(p, m->from - 0.5), y - 3, x_of(p, m->to + 0.5), y + 3};
    if (isinf(m->hi))
        b.y1 = fmin(b.y1, fmax(y - ARROW, p->top - 14));
    else
        b.y1 = fmin(b.y1, y_of(p, m->hi));
    if (isinf(m->lo))
        b.y2 = fmax(b.y2, fmin(y + ARROW, p->bottom));
    else
        b.y2 = fmax(b.y2, y_of(p, m->lo));
    return b;
}

/* Above, below, right or left of its mark, where there is room; else nowhere. */
static void label_mark(pen *p, labels *l, const tie_chart_mark *m) {
    double width = text_width(m->value_label, LABEL_SIZE), x = x_of(p, m->time);
    box at = box_of(p, m);
    double y = (at.y1 + at.y2) / 2;
    const box places[] = {{x - width / 2, at.y1 - 15, x + width / 2, at.y1 - 1},
                          {x - width / 2, at.y2 + 1, x + width / 2, at.y2 + 15},
                          {at.x2 + 3, y - 7, at.x2 + 3 + width, y + 7},
                          {at.x1 - 3 - width, y - 7, at.x1 - 3, y + 7}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!is_free(p, l, places[i]))
            continue;
        tie_buf_puts(p->out, "<g stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">");
        text(p, places[i].x1, places[i].y2 - 3, LABEL_SIZE, INK, NULL, m->value_label);
        tie_buf_puts(p->out, "</g>");
        take(l, places[i]);
        return;
    }
}

/* Of long series the ends and what is ringed. */
static void put_labels(pen *p) {
    const tie_chart *c = p->chart;
    labels l = {.count = 0};
    bool all = c->mark_count <= LABELLED;
    for (size_t i = 0; i < c->mark_count; i++)
        if (all || c->marks[i].ringed)
            take(&l, box_of(p, &c->marks[i]));
    for (int ringed = 1; ringed >= 0; ringed--) {
        for (size_t i = 0; i < c->mark_count; i++) {
            const tie_chart_mark *m = &c->marks[i];
            bool end = i == 0 || i + 1 == c->mark_count;
            if (m->ringed == ringed && m->value_label.len && (all || end || ringed))
                label_mark(p, &l, m);
        }
    }
}

/* ---- Legend ---- */

typedef struct legend {
    pen *p;
    double x, y;
} legend;

/* Room for an entry; a new line when there is none left. The key is drawn 8 right of the place. */
static void key(legend *l, tie_str words) {
    double width = 24 + text_width(words, TICK_SIZE) + 18;
    if (l->x > MARGIN && l->x + width > TIE_CHART_WIDTH - MARGIN) {
        l->x = MARGIN;
        l->y += TEXT_LINE;
    }
    text(l->p, l->x + 22, l->y + 4, TICK_SIZE, QUIET, NULL, words);
}

static void move_on(legend *l, tie_str words) { l->x += 24 + text_width(words, TICK_SIZE) + 18; }

static void source_keys(legend *l) {
    const tie_chart *c = l->p->chart;
    enum { NAMED = 12 };
    bool several = c->sources.count > 1;
    for (size_t i = 0; several && i < c->sources.count && i < NAMED; i++) {
        tie_str name =
            c->sources.items[i].len ? c->sources.items[i] : TIE_STR("publisher not known");
        key(l, name);
        shape(l->p, (unsigned)i, l->x + 9, l->y, MARK, false);
        move_on(l, name);
    }
}

static void key_bar(pen *p, double x, double y) {
    segment(p, x, y - 7, x, y + 7, QUIET, 1.6, "");
    segment(p, x - 4, y - 7, x + 4, y - 7, QUIET, 1.6, "");
    segment(p, x - 4, y + 7, x + 4, y + 7, QUIET, 1.6, "");
}
static void key_arrow(pen *p, double x, double y) { arrow(p, x, y + 7, y - 7, QUIET); }
static void key_hollow(pen *p, double x, double y) { shape(p, 0, x, y, MARK, true); }
static void key_crossed(pen *p, double x, double y) {
    shape(p, 0, x, y, MARK, true);
    tie_buf_printf(p->out,
                   "<path d=\"M%.1f %.1fl7 7m0 -7l-7 7\" stroke=\"%s\" stroke-width=\"1.4\"/>\n",
                   x - 3.5, y - 3.5, COLORS[0]);
}
static void key_ring(pen *p, double x, double y) {
    tie_buf_printf(p->out,
                   "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"7\" fill=\"none\" stroke=\"%s\" "
                   "stroke-width=\"2\"/>\n",
                   x, y, RING);
}
static void key_average(pen *p, double x, double y) {
    segment(p, x - 8, y, x + 8, y, COLORS[0], 2.4, "");
}
static void key_line(pen *p, double x, double y) {
    segment(p, x - 8, y, x + 8, y, LINE, 1.8, p->chart->firm ? "" : " stroke-dasharray=\"5 4\"");
}
static void key_next(pen *p, double x, double y) {
    tie_buf_printf(p->out,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"14\" rx=\"3\" fill=\"%s\" "
                   "fill-opacity=\"0.25\" stroke=\"%s\" stroke-dasharray=\"3 2\"/>\n",
                   x - 5, y - 7, NEXT, NEXT);
}

/* Only what occurs is explained. Returns the y below. */
static double put_legend(pen *p, double y) {
    const struct {
        bool shown;
        void (*draw)(pen *p, double x, double y);
        const char *words;
    } KEYS[] = {
        {p->bars, key_bar, "what the figure allows"},
        {p->arrows, key_arrow, "no end: \"more than\", \"up to\""},
        {p->averages, key_average, "average over several periods"},
        {p->chart->has_line, key_line,
         p->chart->firm ? "typical change, with band" : "typical change: no clear trend"},
        {p->chart->has_next, key_next, "expected next (95%)"},
        {p->hollow, key_hollow, "superseded"},
        {p->crossed, key_crossed, "at odds with another"},
        {p->rings, key_ring, "see the notes"},
    };
    legend l = {p, MARGIN, y};
    source_keys(&l);
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        if (!KEYS[i].shown)
            continue;
        key(&l, tie_str_c(KEYS[i].words));
        KEYS[i].draw(p, l.x + 9, l.y);
        move_on(&l, tie_str_c(KEYS[i].words));
    }
    return l.x > MARGIN || l.y > y ? l.y + TEXT_LINE + 6 : y;
}

/* ---- The chart ---- */

/* For those who cannot see it: what it shows, and every figure. */
static void describe(pen *p) {
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

static tie_str full_subtitle(pen *p) {
    tie_buf buf = tie_buf_new(p->scratch);
    tie_buf_add(&buf, p->chart->subtitle);
    if (p->y.word)
        tie_buf_printf(&buf, "; in %ss", p->y.word);
    if (p->y.lo > 0)
        tie_buf_puts(&buf, "; the axis does not begin at 0");
    return tie_buf_str(&buf);
}

static void frame(pen *p) {
    double widest = 0;
    for (size_t i = 0; i < p->y.tick_count; i++)
        widest = fmax(widest, text_width(p->y.ticks[i].label, TICK_SIZE));
    p->left = MARGIN + widest + 10;
    p->mark = p->chart->mark_count > 200 ? 2 : p->chart->mark_count > 60 ? 3.4 : MARK;
    p->right = TIE_CHART_WIDTH - MARGIN;
    p->bottom = p->top + PLOT_HEIGHT;
}

double tie_chart_svg(tie_buf *out, tie_arena *scratch, const tie_chart *chart, double y) {
    tie_mark mark_at = tie_arena_mark(scratch);
    tie_buf body = tie_buf_new(scratch);
    pen p = {.out = &body,
             .scratch = scratch,
             .chart = chart,
             .x = tie_scale_times(scratch, chart),
             .y = tie_scale_values(scratch, chart)};
    describe(&p);
    double at = paragraph(&p, MARGIN + TITLE_SIZE, TITLE_SIZE, TITLE_LINE, INK, true, chart->title);
    at = paragraph(&p, at - 3, TEXT_SIZE, TEXT_LINE, QUIET, false, full_subtitle(&p));
    p.top = at + 10;
    frame(&p);
    axes(&p);
    median_line(&p);
    next_interval(&p);
    marks(&p);
    put_labels(&p);
    at = put_legend(&p, p.bottom + 42);
    for (size_t i = 0; i < chart->notes.count; i++)
        at = paragraph(&p, at + 4, TEXT_SIZE, TEXT_LINE, i ? QUIET : INK, false,
                       chart->notes.items[i]);
    double height = at + MARGIN - 6;
    tie_buf_printf(out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" y=\"%.0f\" width=\"%d\" "
                   "height=\"%.0f\" viewBox=\"0 0 %d %.0f\" role=\"img\" "
                   "aria-labelledby=\"chart-%u-title chart-%u-desc\" font-family=\"%s\">\n",
                   y, TIE_CHART_WIDTH, height, TIE_CHART_WIDTH, height, chart->id, chart->id, FONT);
    tie_buf_printf(out, "<rect width=\"%d\" height=\"%.0f\" fill=\"#fff\"/>\n", TIE_CHART_WIDTH,
                   height);
    tie_buf_add(out, tie_buf_str(&body));
    tie_buf_puts(out, "</svg>\n");
    tie_arena_rewind(scratch, mark_at);
    return height;
}
