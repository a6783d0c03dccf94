/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of a result as JSON: what a drawing needs, to the last bit, so that the page of a saved
 * result is that of the run. saved_overview.c reads them. */
#include "reports/rows.h"

#include <math.h>

const char *tie_mark_style_name(int style) {
    static const char *const NAMES[] = {"figure", "average", "superseded", "at odds"};
    return style < (int)(sizeof NAMES / sizeof *NAMES) ? NAMES[style] : NULL;
}

const char *tie_axis_name(int axis) {
    static const char *const NAMES[] = {"years", "days", "weeks", "months", "quarters", "halves"};
    return axis < (int)(sizeof NAMES / sizeof *NAMES) ? NAMES[axis] : NULL;
}

void tie_rows_strs(tie_writer *json, const char *key, tie_strs strs) {
    tie_writer_key(json, key);
    tie_writer_open(json, '[');
    for (size_t i = 0; i < strs.count; i++)
        tie_writer_str(json, strs.items[i]);
    tie_writer_close(json, ']');
}

static void put_mark(tie_writer *json, const tie_chart_mark *m) {
    tie_writer_open(json, '{');
    TIE_JSON(name, json, "use", tie_mark_style_name((int)m->style));
    TIE_JSON(exact, json, "time", m->time);
    if (m->style == TIE_MARK_AVERAGE) {
        TIE_JSON(exact, json, "from", m->from);
        TIE_JSON(exact, json, "to", m->to);
    }
    TIE_JSON(exact, json, "value", m->value);
    TIE_JSON(exact, json, "lo", m->lo);
    TIE_JSON(exact, json, "hi", m->hi);
    TIE_JSON(int, json, "source", m->source);
    TIE_JSON(bool, json, "ringed", m->ringed);
    TIE_JSON(str, json, "label", m->label);
    TIE_JSON(str_or_null, json, "value_label", m->value_label);
    tie_writer_close(json, '}');
}

static void put_line(tie_writer *json, const tie_chart *chart) {
    tie_writer_key(json, "line");
    tie_writer_open(json, '{');
    TIE_JSON(bool, json, "firm", chart->firm);
    TIE_JSON(exact, json, "level", chart->level);
    TIE_JSON(exact, json, "slope", chart->slope);
    TIE_JSON(exact, json, "slope_lo", chart->slope_lo);
    TIE_JSON(exact, json, "slope_hi", chart->slope_hi);
    TIE_JSON(exact, json, "mid_time", chart->mid_time);
    tie_writer_close(json, '}');
}

static void put_next(tie_writer *json, const tie_chart *chart) {
    tie_writer_key(json, "next");
    tie_writer_open(json, '{');
    TIE_JSON(exact, json, "time", chart->next_time);
    TIE_JSON(exact, json, "value", chart->next_value);
    TIE_JSON(exact, json, "lo", chart->next_lo);
    TIE_JSON(exact, json, "hi", chart->next_hi);
    tie_writer_close(json, '}');
}

static void put_chart(tie_writer *json, const tie_chart *chart) {
    tie_writer_break(json);
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "title", chart->title);
    TIE_JSON(str_or_null, json, "subtitle", chart->subtitle);
    tie_rows_strs(json, "sentences", chart->notes);
    TIE_JSON(str_or_null, json, "unit", chart->unit);
    TIE_JSON(name, json, "axis", tie_axis_name((int)chart->axis));
    tie_rows_strs(json, "sources", chart->sources);
    if (chart->has_line)
        put_line(json, chart);
    if (chart->has_next)
        put_next(json, chart);
    tie_writer_key(json, "marks");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < chart->mark_count; i++)
        put_mark(json, &chart->marks[i]);
    tie_writer_close(json, ']');
    tie_writer_close(json, '}');
}

void tie_rows_charts(tie_writer *json, const tie_result *result) {
    tie_writer_open(json, '[');
    for (size_t i = 0; i < result->chart_count; i++)
        put_chart(json, &result->charts[i]);
    tie_writer_close(json, ']');
}
