/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of timelines, one below the other. */
#include "reports/series.h"

#include "base/date.h"

#include <math.h>

static const tie_mark_style STYLES[] = {[TIE_POINT_USED] = TIE_MARK_FIGURE,
                                        [TIE_POINT_SPAN] = TIE_MARK_AVERAGE,
                                        [TIE_POINT_SUPERSEDED] = TIE_MARK_SUPERSEDED,
                                        [TIE_POINT_DISPUTED] = TIE_MARK_DISPUTED};

static const tie_axis AXES[] = {
    [TIE_GRAIN_DAY] = TIE_AXIS_DAYS,     [TIE_GRAIN_WEEK] = TIE_AXIS_WEEKS,
    [TIE_GRAIN_MONTH] = TIE_AXIS_MONTHS, [TIE_GRAIN_QUARTER] = TIE_AXIS_QUARTERS,
    [TIE_GRAIN_HALF] = TIE_AXIS_HALVES,  [TIE_GRAIN_YEAR] = TIE_AXIS_YEARS,
    [TIE_GRAIN_PART] = TIE_AXIS_YEARS};

/* "2021: 30 cases, report.txt:12" */
static tie_str label_of(const tie_series_report *report, const tie_timeline *t, const tie_point *p,
                        tie_arena *scratch) {
    tie_buf buf = tie_buf_new(scratch);
    const tie_claim *c = tie_series_claim(report, p->claim);
    tie_series_put_when(&buf, t, p);
    tie_buf_puts(&buf, ": ");
    if (p->use == TIE_POINT_SPAN || t->per) {
        tie_word_double(&buf, p->value, fmin(1, fabs(p->value) / 100));
        tie_buf_printf(&buf, " per %s on average, from ",
                       t->per ? t->per : tie_grain_name(t->grain, false));
    }
    tie_series_put_figure(&buf, report, p);
    if (p->use == TIE_POINT_SUPERSEDED || p->use == TIE_POINT_DISPUTED)
        tie_buf_printf(&buf, " (%s)", tie_series_use_name(p->use));
    tie_buf_printf(&buf, ", %.*s:%u", TIE_FMT(tie_series_doc(report, p)->path), c->line);
    return tie_buf_str(&buf);
}

/* As printed, but without the unit, which the subtitle names. */
static tie_str value_label_of(const tie_point *p, tie_arena *scratch) {
    tie_buf buf = tie_buf_new(scratch);
    double size = fabs(p->value);
    if (p->use == TIE_POINT_SUPERSEDED)
        return (tie_str){0};
    if (p->less != TIE_NO_CLAIM || p->use == TIE_POINT_SPAN)
        tie_word_double(&buf, p->value, size >= 100 ? 1 : size / 100);
    else
        tie_word_double(&buf, p->value, size / 1e6);
    return tie_buf_str(&buf);
}

static void add_line(tie_chart *chart, const tie_timeline *t) {
    const tie_sen *sen = &t->trend.sen;
    const tie_next *next = &t->trend.next;
    chart->has_line = sen->is.status == TIE_STAT_OK;
    chart->firm = t->trend.kendall.is.status == TIE_STAT_OK && t->p_trend < 0.05;
    chart->level = sen->level;
    chart->slope = sen->slope;
    chart->slope_lo = sen->lo;
    chart->slope_hi = sen->hi;
    chart->mid_time = sen->mid_time;
    chart->has_next = next->is.status == TIE_STAT_OK;
    chart->next_time = t->trend.next_time;
    chart->next_value = next->value;
    chart->next_lo = next->lo;
    chart->next_hi = next->hi;
}

static tie_str capital(tie_str s, tie_arena *scratch) {
    tie_buf buf = tie_buf_new(scratch);
    tie_buf_add(&buf, s);
    if (buf.len && buf.ptr[0] >= 'a' && buf.ptr[0] <= 'z')
        buf.ptr[0] = (char)(buf.ptr[0] - ('a' - 'A'));
    return tie_buf_str(&buf);
}

static tie_strs notes_of(const tie_series_report *report, const tie_timeline *t,
                         tie_arena *scratch) {
    TIE_VEC(tie_str) out = {0};
    tie_strs remarks = tie_timeline_remarks(scratch, t);
    *TIE_PUSH(scratch, &out) = tie_timeline_sentence(scratch, t);
    for (size_t i = 0; i < remarks.count; i++)
        *TIE_PUSH(scratch, &out) = remarks.items[i];
    for (size_t i = 0; i < t->row_count; i++) {
        const tie_finding *row = &report->result->rows[t->rows[i]];
        *TIE_PUSH(scratch, &out) =
            tie_arena_printf(scratch, "Ringed: %.*s.", TIE_FMT(row->message));
    }
    return (tie_strs){out.items, out.count};
}

tie_chart tie_series_chart(const tie_series_report *report, const tie_timeline *t,
                           tie_arena *scratch) {
    tie_chart_mark *marks = TIE_NEW(scratch, tie_chart_mark, t->count);
    tie_buf about = tie_buf_new(scratch);
    tie_series_put_about(&about, t);
    for (size_t i = 0; i < t->count; i++) {
        const tie_point *p = &t->points[i];
        marks[i] = (tie_chart_mark){.style = STYLES[p->use],
                                    .time = p->time,
                                    .from = p->from,
                                    .to = p->to,
                                    .value = p->value,
                                    .lo = p->lo,
                                    .hi = p->hi,
                                    .source = p->source,
                                    .ringed = p->flags != 0,
                                    .label = label_of(report, t, p, scratch),
                                    .value_label = value_label_of(p, scratch)};
    }
    tie_chart chart = {.title = capital(tie_timeline_name(scratch, t), scratch),
                       .subtitle = capital(tie_buf_str(&about), scratch),
                       .notes = notes_of(report, t, scratch),
                       .unit = t->unit,
                       .axis = AXES[t->grain],
                       .marks = marks,
                       .mark_count = t->count,
                       .sources = {t->sources, t->source_count}};
    add_line(&chart, t);
    return chart;
}

void tie_series_svg(tie_buf *out, const tie_series_report *report) {
    tie_mark mark = tie_arena_mark(report->scratch);
    tie_arena rooms; /* of one chart while another arena holds them all */
    tie_arena_init(&rooms, 0, report->scratch->guard);
    tie_buf all = tie_buf_new(report->scratch);
    double y = 0;
    for (size_t i = 0; i < report->count; i++) {
        tie_chart chart = tie_series_chart(report, report->timelines[i], &rooms);
        chart.id = (unsigned)i + 1;
        y += tie_chart_svg(&all, &rooms, &chart, y);
        tie_arena_clear(&rooms);
    }
    tie_buf_printf(out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%.0f\" "
                   "viewBox=\"0 0 %d %.0f\">\n",
                   TIE_CHART_WIDTH, fmax(y, 1), TIE_CHART_WIDTH, fmax(y, 1));
    tie_buf_add(out, tie_buf_str(&all));
    tie_buf_puts(out, "</svg>\n");
    tie_arena_release(&rooms);
    tie_arena_rewind(report->scratch, mark);
}
