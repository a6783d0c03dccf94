/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row for each point of each timeline. */
#include "reports/series.h"

#include "base/date.h"
#include "reports/escape.h"

#include <math.h>

static void put_text(tie_buf *out, tie_str s) {
    tie_escape_csv(out, s);
    tie_buf_putc(out, ',');
}

static void put_number(tie_buf *out, double x) {
    if (isfinite(x))
        tie_buf_printf(out, "%.15g", x);
    tie_buf_putc(out, ',');
}

static void put_row(tie_buf *out, const tie_series_report *report, const tie_timeline *t,
                    size_t series, const tie_point *p) {
    const tie_claim *c = tie_series_claim(report, p->claim);
    const tie_doc *doc = tie_series_doc(report, p);
    tie_buf cell = tie_buf_new(report->scratch);
    tie_buf_printf(out, "%zu,", series + 1);
    put_text(out, t->measure ? t->measure->id : (tie_str){0});
    put_text(out, t->title);
    put_text(out, t->agent);
    put_text(out, t->place);
    put_text(out, t->unit);
    tie_period_render(&cell, p->period);
    put_text(out, tie_buf_str(&cell));
    put_number(out, p->value);
    put_number(out, p->lo);
    put_number(out, p->hi);
    tie_buf_printf(out, "%s,%d,%u,", tie_series_use_name(p->use), p->flags != 0, p->count);
    put_text(out, doc->source);
    cell.len = 0;
    tie_period_render(&cell, doc->date);
    put_text(out, tie_buf_str(&cell));
    put_text(out, doc->path);
    put_text(out, doc->segment);
    tie_buf_printf(out, "%u,%u,", c->line, c->col);
    tie_escape_csv(out, c->text);
    tie_buf_puts(out, "\r\n");
}

void tie_series_csv(tie_buf *out, const tie_series_report *report) {
    tie_mark mark = tie_arena_mark(report->scratch);
    tie_buf_puts(out, "series,measure,title,agent,place,unit,period,value,lo,hi,use,flagged,claims,"
                      "source,date,doc,segment,line,col,text\r\n");
    for (size_t i = 0; i < report->count; i++)
        for (size_t k = 0; k < report->timelines[i]->count; k++)
            put_row(out, report, report->timelines[i], i, &report->timelines[i]->points[k]);
    tie_arena_rewind(report->scratch, mark);
}
