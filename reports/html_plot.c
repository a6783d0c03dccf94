/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The intervals of a finding on one axis, as SVG. Binary floating point is good enough for ink. */
#include "reports/html.h"

#include "base/dec.h"
#include "base/interval.h"
#include "base/str.h"

#include <math.h>

enum { LABELS = 170, WIDTH = 700, ROW = 26, ROWS_MAX = 12, TOP = 8, EDGE = 26 };

typedef struct row {
    const tie_member *member;
    unsigned times; /* members that print the same */
} row;
typedef TIE_VEC(row) row_list;

typedef struct axis {
    double lo, hi;
    bool log;
} axis;

static bool same_print(const tie_member *a, const tie_member *b) {
    return tie_str_eq(a->text, b->text) && tie_interval_inside(a->interval, b->interval) &&
           tie_interval_inside(b->interval, a->interval);
}

/* Do figures of this check count the same thing in the same unit? A share and its whole do not. */
static bool one_axis(tie_str code) {
    static const char *const CODES[] = {"compare",    "contain", "cumulative", "direction", "sum",
                                        "difference", "hundred", "repeat",     "trend"};
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        if (tie_str_eq(code, tie_str_c(CODES[i])))
            return true;
    return false;
}

/* A derived figure is compared; what it was derived from is not: the fall of 40%, say. */
static bool operand(const tie_finding *f, uint32_t member) {
    for (size_t i = 0; i < f->member_count; i++)
        for (size_t k = 0; k < f->members[i].from_count; k++)
            if (f->members[i].from[k] == member)
                return true;
    return false;
}

static row_list rows_of(tie_arena *arena, const tie_finding *f) {
    row_list found = {0};
    for (size_t i = 0; i < f->member_count; i++) {
        const tie_member *m = &f->members[i];
        size_t k = 0;
        if (!m->has_value || operand(f, (uint32_t)i))
            continue;
        while (k < found.count && !same_print(found.items[k].member, m))
            k++;
        if (k == found.count)
            *TIE_PUSH(arena, &found) = (row){m, 0};
        found.items[k].times++;
    }
    return found;
}

static void widen(axis *a, double x, bool *any) {
    a->lo = *any ? fmin(a->lo, x) : x;
    a->hi = *any ? fmax(a->hi, x) : x;
    *any = true;
}

/* Room for every figure; on a logarithmic scale where the largest is far from the smallest. */
static axis axis_of(const row_list *rows) {
    enum { FAR = 20 };
    axis a = {0};
    bool any = false;
    for (size_t i = 0; i < rows->count; i++) {
        const tie_member *m = rows->items[i].member;
        widen(&a, tie_dec_double(m->value), &any);
        if (!m->interval.lo_inf)
            widen(&a, tie_dec_double(m->interval.lo), &any);
        if (!m->interval.hi_inf)
            widen(&a, tie_dec_double(m->interval.hi), &any);
    }
    a.log = a.lo > 0 && a.hi / a.lo > FAR;
    double pad = a.log ? pow(a.hi / a.lo, 0.05) : fmax((a.hi - a.lo) * 0.08, fabs(a.hi) * 1e-6);
    a.lo = a.log ? a.lo / pad : a.lo - pad;
    a.hi = a.log ? a.hi * pad : a.hi + pad;
    return a;
}

static double at(const axis *a, double x) {
    double part = a->log ? log(x / a->lo) / log(a->hi / a->lo) : (x - a->lo) / (a->hi - a->lo);
    return LABELS + fmin(fmax(part, 0), 1) * (WIDTH - LABELS - EDGE);
}

/* An end that is open runs to the edge and ends in an arrow. */
static void put_arrow(tie_buf *out, double x, double y, int way) {
    tie_buf_printf(out, "<path class=\"tip\" d=\"M%.1f %.1fl%d -7v14z\"/>", x, y, -10 * way);
}

static void put_row(tie_buf *out, const axis *a, const row *r, double y) {
    const tie_interval *v = &r->member->interval;
    double lo = v->lo_inf ? LABELS + 10 : at(a, tie_dec_double(v->lo));
    double hi = v->hi_inf ? WIDTH - EDGE + 10 : at(a, tie_dec_double(v->hi));
    tie_buf_printf(out, "<text x=\"0\" y=\"%.0f\">", y + 4);
    tie_html_short(out, r->member->text, 22);
    if (r->times > 1)
        tie_buf_printf(out, " <tspan class=\"soft\">× %u</tspan>", r->times);
    tie_html_tag(out, "</text>");
    if (v->lo_inf || v->hi_inf) {
        tie_buf_printf(out, "<path class=\"open\" d=\"M%.1f %.1fH%.1f\"/>", lo, y, hi);
        put_arrow(out, v->hi_inf ? hi + 10 : lo - 10, y, v->hi_inf ? 1 : -1);
    } else if (hi - lo < 6) {
        tie_buf_printf(out, "<circle class=\"bar\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/>",
                       (lo + hi) / 2, y);
    } else {
        tie_buf_printf(out,
                       "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"10\" "
                       "rx=\"3\"/>",
                       lo, y - 5, hi - lo);
    }
}

static void put_end(tie_buf *out, const row_list *rows, const axis *a, bool high, double y) {
    const tie_member *far = rows->items[0].member;
    for (size_t i = 1; i < rows->count; i++) {
        const tie_member *m = rows->items[i].member;
        int order = tie_dec_cmp(m->value, far->value);
        far = (high ? order > 0 : order < 0) ? m : far;
    }
    tie_buf_printf(out, "<text class=\"soft\" text-anchor=\"middle\" x=\"%.1f\" y=\"%.0f\">",
                   at(a, tie_dec_double(far->value)), y);
    tie_dec_render_grouped(out, far->value);
    tie_html_tag(out, "</text>");
}

void tie_html_plot(tie_buf *out, tie_arena *scratch, const tie_finding *finding) {
    row_list found = {0};
    if (one_axis(finding->code))
        found = rows_of(scratch, finding);
    if (found.count < 2)
        return;
    size_t shown = found.count < ROWS_MAX ? found.count : ROWS_MAX;
    axis a = axis_of(&found);
    double bottom = TOP + (double)shown * ROW;
    tie_buf_printf(out,
                   "<svg class=\"plot\" viewBox=\"0 0 %d %.0f\" role=\"img\" aria-label=\"The "
                   "figures on one axis%s: ",
                   WIDTH, bottom + 26, a.log ? ", logarithmic" : "");
    for (size_t i = 0; i < shown; i++) {
        tie_html_tag(out, i ? "; " : "");
        tie_html_short(out, found.items[i].member->text, 40);
    }
    tie_html_tag(out, "\">");
    for (size_t i = 0; i < shown; i++)
        put_row(out, &a, &found.items[i], TOP + ((double)i + 0.5) * ROW);
    tie_buf_printf(out, "<path class=\"axis\" d=\"M%d %.0fH%d\"/>", LABELS, bottom, WIDTH - EDGE);
    put_end(out, &found, &a, false, bottom + 18);
    put_end(out, &found, &a, true, bottom + 18);
    if (a.log)
        tie_buf_printf(out,
                       "<text class=\"soft scale\" x=\"0\" y=\"%.0f\">logarithmic scale</text>",
                       bottom + 18);
    tie_html_tag(out, "</svg>\n");
}
