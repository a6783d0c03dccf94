/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines for a reader at a terminal: a name, a sparkline, a sentence, a table. */
#include "reports/series.h"

#include "base/utf8.h"
#include "reports/account.h"
#include "reports/terminal.h"

#include <math.h>

enum {
    INDENT = 2,
    SPARK_MOST = 60,
    GAP = 2,
    PERIOD_MOST = 24,
    FIGURE_MOST = 30,
    ALLOWED_MOST = 28,
    NOTE_MOST = 48
};

typedef struct page {
    tie_buf *out;
    const tie_series_report *report;
    tie_arena *scratch;
    bool color;
} page;

/* ---- Sparkline ---- */

/* One block for each unit of time, or for each share of it where there are many; a dot where there
 * is no figure. */
static void put_spark(page *p, const tie_timeline *t) {
    static const char *const BLOCKS[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    enum { LEVELS = sizeof BLOCKS / sizeof *BLOCKS };
    double sum[SPARK_MOST] = {0};
    size_t seen[SPARK_MOST] = {0};
    const tie_series *f = &t->figures;
    double first = f->time[0], units = f->time[f->n - 1] - first + 1;
    size_t cells = units < SPARK_MOST ? (size_t)ceil(units) : SPARK_MOST;
    double lo = INFINITY, hi = -INFINITY;
    for (size_t i = 0; i < f->n; i++) {
        size_t at = (size_t)((f->time[i] - first) / units * (double)cells);
        at = at < cells ? at : cells - 1;
        sum[at] += f->value[i];
        seen[at]++;
        lo = fmin(lo, f->value[i]);
        hi = fmax(hi, f->value[i]);
    }
    lo = lo > 0 && lo < 0.6 * hi ? 0 : lo; /* as the chart does */
    for (size_t i = 0; i < cells; i++) {
        double share = hi > lo && seen[i] ? (sum[i] / (double)seen[i] - lo) / (hi - lo) : 0;
        int level = (int)floor(share * (LEVELS - 1) + 0.5);
        tie_buf_puts(p->out, seen[i] ? BLOCKS[level < 0 ? 0 : level] : "·");
    }
}

/* ---- Table ---- */

enum { COLUMNS = 5 };

typedef struct row {
    tie_str cells[COLUMNS];
    bool flagged;
} row;

static tie_str allowed_of(page *p, const tie_point *point) {
    tie_buf buf = tie_buf_new(p->scratch);
    static const double NARROW = 0.0005; /* of the figure: as good as exact */
    if (point->hi - point->lo <= NARROW * fabs(point->value))
        return (tie_str){0};
    double like = fmax(fabs(point->value), fabs(isfinite(point->hi) ? point->hi : point->value));
    double step = like > 0 ? fmin(1, like / 10000) : 1;
    if (isinf(point->lo))
        tie_buf_puts(&buf, "up to ");
    else
        tie_word_double(&buf, point->lo, step);
    if (isinf(point->hi)) {
        tie_buf_puts(&buf, " and more");
        return tie_buf_str(&buf);
    }
    if (!isinf(point->lo))
        tie_buf_puts(&buf, " to ");
    if (point->hi != point->lo)
        tie_word_double(&buf, point->hi, step);
    else
        buf.len -= 4;
    return tie_buf_str(&buf);
}

static tie_str figure_of(page *p, const tie_timeline *t, const tie_point *point) {
    tie_buf buf = tie_buf_new(p->scratch);
    if (point->use == TIE_POINT_SPAN || t->per) {
        double size = fabs(point->value);
        tie_word_double(&buf, point->value, size >= 1000 ? 1 : size > 0 ? size / 1000 : 1);
        tie_buf_printf(&buf, " per %s", t->per ? t->per : tie_grain_name(t->grain, false));
    } else {
        tie_series_put_figure(&buf, p->report, point);
    }
    return tie_buf_str(&buf);
}

static tie_str note_of(page *p, const tie_point *point) {
    tie_buf buf = tie_buf_new(p->scratch);
    if (point->use == TIE_POINT_SPAN) {
        tie_buf_puts(&buf, "of ");
        tie_series_put_figure(&buf, p->report, point);
    } else if (point->use != TIE_POINT_USED) {
        tie_buf_puts(&buf, tie_series_use_name(point->use));
    } else if (point->count > 1) {
        tie_put_count(&buf, point->count, "place", "places");
    }
    return tie_buf_str(&buf);
}

static tie_str where_of(page *p, const tie_point *point) {
    const tie_doc *doc = tie_series_doc(p->report, point);
    const tie_claim *c = tie_series_claim(p->report, point->claim);
    return tie_arena_printf(p->scratch, "%.*s:%u:%u%s%.*s", TIE_FMT(doc->path), c->line, c->col,
                            doc->source.len ? " · " : "", TIE_FMT(doc->source));
}

static row row_of(page *p, const tie_timeline *t, const tie_point *point) {
    tie_buf when = tie_buf_new(p->scratch);
    tie_series_put_when(&when, t, point);
    return (row){{tie_buf_str(&when), figure_of(p, t, point), allowed_of(p, point),
                  note_of(p, point), where_of(p, point)},
                 point->flags != 0};
}

static void put_table(page *p, const tie_timeline *t) {
    static const unsigned MOST[COLUMNS] = {PERIOD_MOST, FIGURE_MOST, ALLOWED_MOST, NOTE_MOST, 0};
    unsigned widths[COLUMNS] = {0};
    row *rows = TIE_NEW(p->scratch, row, t->count);
    for (size_t i = 0; i < t->count; i++) {
        rows[i] = row_of(p, t, &t->points[i]);
        for (size_t k = 0; k < COLUMNS; k++) {
            unsigned width = (unsigned)tie_utf8_width(rows[i].cells[k]);
            width = MOST[k] && width > MOST[k] ? MOST[k] : width;
            widths[k] = width > widths[k] ? width : widths[k];
        }
    }
    for (size_t i = 0; i < t->count; i++) {
        tie_ink_puts(p->out, p->color, TIE_INK_MARK, rows[i].flagged ? "  ! " : "    ");
        for (size_t k = 0; k + 1 < COLUMNS; k++) {
            if (!widths[k])
                continue;
            tie_put_cell(p->out, rows[i].cells[k], widths[k]);
            tie_put_blanks(p->out, GAP);
        }
        tie_ink_put(p->out, p->color, TIE_INK_FAINT, rows[i].cells[COLUMNS - 1]);
        tie_buf_putc(p->out, '\n');
    }
}

/* ---- A timeline ---- */

static void put_paragraph(page *p, unsigned indent, tie_ink ink, tie_str s) {
    tie_prose prose = tie_prose_new(p->scratch, p->color);
    tie_prose_add(&prose, s);
    tie_put_blanks(p->out, indent);
    tie_prose_put(p->out, &prose, indent, p->report->style.width, ink);
}

static void put_findings(page *p, const tie_timeline *t) {
    for (size_t i = 0; i < t->row_count; i++) {
        const tie_finding *f = &p->report->result->rows[t->rows[i]];
        tie_buf buf = tie_buf_new(p->scratch);
        tie_buf_printf(&buf, "! %s %.*s %08x: %.*s", tie_severity_name(f->severity),
                       TIE_FMT(f->code), (unsigned)(f->fingerprint >> 32), TIE_FMT(f->message));
        put_paragraph(p, INDENT, TIE_INK_PLAIN, tie_buf_str(&buf));
    }
}

static void put_left_out(page *p, const tie_timeline *t) {
    if (!t->left_out)
        return;
    tie_buf buf = tie_buf_new(p->scratch);
    tie_put_count(&buf, t->left_out, "figure", "figures");
    tie_buf_puts(&buf, " for other stretches of time left out");
    put_paragraph(p, INDENT, TIE_INK_FAINT, tie_buf_str(&buf));
}

static void put_timeline(page *p, const tie_timeline *t) {
    tie_buf about = tie_buf_new(p->scratch);
    tie_ink_put(p->out, p->color, TIE_INK_STRONG, tie_timeline_name(p->scratch, t));
    tie_buf_putc(p->out, '\n');
    tie_series_put_about(&about, t);
    tie_put_blanks(p->out, INDENT);
    tie_ink_put(p->out, p->color, TIE_INK_FAINT, tie_buf_str(&about));
    if (t->figures.n >= 2) {
        tie_put_blanks(p->out, GAP);
        put_spark(p, t);
    }
    tie_buf_putc(p->out, '\n');
    put_paragraph(p, INDENT, TIE_INK_PLAIN, tie_timeline_sentence(p->scratch, t));
    tie_strs remarks = tie_timeline_remarks(p->scratch, t);
    for (size_t i = 0; i < remarks.count; i++)
        put_paragraph(p, INDENT, TIE_INK_PLAIN, remarks.items[i]);
    put_findings(p, t);
    put_table(p, t);
    put_left_out(p, t);
    tie_buf_putc(p->out, '\n');
}

void tie_series_text(tie_buf *out, const tie_series_report *report) {
    page p = {out, report, report->scratch, report->style.color};
    tie_mark mark = tie_arena_mark(report->scratch);
    for (size_t i = 0; i < report->count; i++) {
        put_timeline(&p, report->timelines[i]);
        tie_arena_rewind(report->scratch, mark);
    }
    tie_put_count(out, report->count, "series", "series");
    if (report->not_shown) {
        tie_buf_puts(out, "; ");
        tie_put_count(out, report->not_shown, "other is not shown", "others are not shown");
        tie_buf_puts(out, " (--all shows them)");
    }
    tie_buf_putc(out, '\n');
}
