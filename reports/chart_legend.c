/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/chart_pen.h"

typedef struct legend {
    tie_pen *p;
    double x, y;
} legend;

/* Room for an entry; a new line when there is none left. The key is drawn 8 right of the place. */
static void key(legend *l, tie_str words) {
    double width = 24 + tie__pen_text_width(words, TIE_PEN_TICK_SIZE) + 18;
    if (l->x > TIE_PEN_MARGIN && l->x + width > TIE_CHART_WIDTH - TIE_PEN_MARGIN) {
        l->x = TIE_PEN_MARGIN;
        l->y += TIE_PEN_TEXT_LINE;
    }
    tie__pen_text(l->p, l->x + 22, l->y + 4, TIE_PEN_TICK_SIZE, TIE_PEN_QUIET, NULL, words);
}

static void move_on(legend *l, tie_str words) {
    l->x += 24 + tie__pen_text_width(words, TIE_PEN_TICK_SIZE) + 18;
}

static void source_keys(legend *l) {
    const tie_chart *c = l->p->chart;
    enum { NAMED = 12 };
    bool several = c->sources.count > 1;
    for (size_t i = 0; several && i < c->sources.count && i < NAMED; i++) {
        tie_str name =
            c->sources.items[i].len ? c->sources.items[i] : TIE_STR("publisher not known");
        key(l, name);
        tie__pen_shape(l->p, (unsigned)i, l->x + 9, l->y, TIE_PEN_MARK, false);
        move_on(l, name);
    }
}

static void key_bar(tie_pen *p, double x, double y) {
    tie__pen_line(p, x, y - 7, x, y + 7, TIE_PEN_QUIET, 1.6, "");
    tie__pen_line(p, x - 4, y - 7, x + 4, y - 7, TIE_PEN_QUIET, 1.6, "");
    tie__pen_line(p, x - 4, y + 7, x + 4, y + 7, TIE_PEN_QUIET, 1.6, "");
}
static void key_arrow(tie_pen *p, double x, double y) {
    tie__pen_arrow(p, x, y + 7, y - 7, TIE_PEN_QUIET);
}
static void key_hollow(tie_pen *p, double x, double y) {
    tie__pen_shape(p, 0, x, y, TIE_PEN_MARK, true);
}
static void key_crossed(tie_pen *p, double x, double y) {
    tie__pen_shape(p, 0, x, y, TIE_PEN_MARK, true);
    tie__pen_cross(p, 0, x, y);
}
static void key_ring(tie_pen *p, double x, double y) { tie__pen_ring(p, x, y, 7); }
static void key_average(tie_pen *p, double x, double y) {
    tie__pen_line(p, x - 8, y, x + 8, y, tie__pen_color(0), 2.4, "");
}
static void key_line(tie_pen *p, double x, double y) {
    tie__pen_line(p, x - 8, y, x + 8, y, TIE_PEN_LINE, 1.8,
                  p->chart->firm ? "" : " stroke-dasharray=\"5 4\"");
}
static void key_next(tie_pen *p, double x, double y) {
    tie_buf_printf(p->out,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"14\" rx=\"3\" fill=\"%s\" "
                   "fill-opacity=\"0.25\" stroke=\"%s\" stroke-dasharray=\"3 2\"/>\n",
                   x - 5, y - 7, TIE_PEN_NEXT, TIE_PEN_NEXT);
}

double tie__pen_legend(tie_pen *p, double y) {
    const struct {
        bool shown;
        void (*draw)(tie_pen *p, double x, double y);
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
    legend l = {p, TIE_PEN_MARGIN, y};
    source_keys(&l);
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        if (!KEYS[i].shown)
            continue;
        key(&l, tie_str_c(KEYS[i].words));
        KEYS[i].draw(p, l.x + 9, l.y);
        move_on(&l, tie_str_c(KEYS[i].words));
    }
    return l.x > TIE_PEN_MARGIN || l.y > y ? l.y + TIE_PEN_TEXT_LINE + 6 : y;
}
