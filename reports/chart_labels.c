/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/chart_pen.h"

#include <math.h>

enum { LABELLED = 24, LABEL_SIZE = 12 };

typedef struct box {
    double x1, y1, x2, y2;
} box;

typedef struct labels {
    box taken[4 * LABELLED];
    size_t count;
} labels;

static bool is_free(const tie_pen *p, const labels *l, box b) {
    bool inside = b.x1 >= p->left && b.x2 <= p->right + TIE_PEN_MARGIN / 2.0 &&
                  b.y1 >= p->top - 18 && b.y2 <= p->bottom - 2;
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

/* What the mark itself covers, with its ring. */
static box box_of(const tie_pen *p, const tie_chart_mark *m) {
    double x = tie__pen_x(p, m->time), y = tie__pen_y(p, m->value);
    bool average = m->style == TIE_MARK_AVERAGE;
    double r = m->ringed ? TIE_PEN_RADIUS + 2 : average ? 3 : TIE_PEN_MARK + 1;
    box b = {x - r, y - r, x + r, y + r};
    if (average) {
        b.x1 = fmin(b.x1, tie__pen_x(p, m->from - 0.5));
        b.x2 = fmax(b.x2, tie__pen_x(p, m->to + 0.5));
    }
    if (isinf(m->hi))
        b.y1 = fmin(b.y1, fmax(y - TIE_PEN_ARROW, p->top - 14));
    else
        b.y1 = fmin(b.y1, tie__pen_y(p, m->hi));
    if (isinf(m->lo))
        b.y2 = fmax(b.y2, fmin(y + TIE_PEN_ARROW, p->bottom));
    else
        b.y2 = fmax(b.y2, tie__pen_y(p, m->lo));
    return b;
}

/* Above, below, right or left of its mark, where there is room; else nowhere. */
static void label_mark(tie_pen *p, labels *l, const tie_chart_mark *m) {
    double width = tie__pen_text_width(m->value_label, LABEL_SIZE), x = tie__pen_x(p, m->time);
    box at = box_of(p, m);
    double y = (at.y1 + at.y2) / 2;
    const box places[] = {{x - width / 2, at.y1 - 15, x + width / 2, at.y1 - 1},
                          {x - width / 2, at.y2 + 1, x + width / 2, at.y2 + 15},
                          {at.x2 + 3, y - 7, at.x2 + 3 + width, y + 7},
                          {at.x1 - 3 - width, y - 7, at.x1 - 3, y + 7}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!is_free(p, l, places[i]))
            continue;
        tie_buf_puts(p->out,
                     "<g stroke=\"" TIE_PEN_PAPER "\" stroke-width=\"3\" paint-order=\"stroke\">");
        tie__pen_text(p, places[i].x1, places[i].y2 - 3, LABEL_SIZE, TIE_PEN_INK, NULL,
                      m->value_label);
        tie_buf_puts(p->out, "</g>");
        take(l, places[i]);
        return;
    }
}

void tie__pen_labels(tie_pen *p) {
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
