/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/series.h"

#include "analyze/wording.h"
#include "extract/corpus.h"

#include <math.h>

static const tie_series_format FORMATS[] = {{"text", tie_series_text},
                                            {"json", tie_series_json},
                                            {"csv", tie_series_csv},
                                            {"svg", tie_series_svg}};

const tie_series_format *tie_series_format_find(tie_str name) {
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (tie_str_eq(name, tie_str_c(FORMATS[i].name)))
            return &FORMATS[i];
    return NULL;
}

const tie_claim *tie_series_claim(const tie_series_report *report, uint32_t id) {
    return tie_corpus_claim(report->corpus, id);
}

void tie_series_put_figure(tie_buf *buf, const tie_series_report *report, const tie_point *point) {
    tie_word_claim(buf, tie_series_claim(report, point->claim));
    if (point->less == TIE_NO_CLAIM)
        return;
    tie_buf_puts(buf, " less ");
    tie_word_claim(buf, tie_series_claim(report, point->less));
}

void tie_series_put_when(tie_buf *buf, const tie_timeline *t, const tie_point *p) {
    bool span = p->use == TIE_POINT_SPAN;
    tie_grain_label(buf, t->grain, span ? p->from : p->time);
    if (!span || p->from == p->to)
        return;
    tie_buf_puts(buf, " to ");
    tie_grain_label(buf, t->grain, p->to);
}

void tie_series_put_about(tie_buf *buf, const tie_timeline *t) {
    double first = t->points[0].from, last = t->points[0].to;
    for (size_t i = 1; i < t->count; i++) {
        first = fmin(first, t->per ? t->points[i].time : t->points[i].from);
        last = fmax(last, t->points[i].to);
    }
    if (t->units.len)
        tie_buf_printf(buf, "%.*s ", TIE_FMT(t->units));
    if (t->per)
        tie_buf_printf(buf, "per %s between totals", t->per);
    else
        tie_buf_printf(buf, "by %s", tie_grain_name(t->grain, false));
    if (t->grain == TIE_GRAIN_PART) {
        tie_buf_puts(buf, ", ");
        tie_part_label(buf, t->points[0].period);
    }
    tie_buf_puts(buf, ", ");
    tie_grain_label(buf, t->grain, first);
    tie_buf_puts(buf, " to ");
    tie_grain_label(buf, t->grain, last);
}

const char *tie_series_use_name(tie_point_use use) {
    static const char *const NAMES[] = {[TIE_POINT_USED] = "used",
                                        [TIE_POINT_SPAN] = "average",
                                        [TIE_POINT_SUPERSEDED] = "superseded",
                                        [TIE_POINT_DISPUTED] = "at odds"};
    return NAMES[use];
}

const tie_doc *tie_series_doc(const tie_series_report *report, const tie_point *point) {
    return &report->result->docs[tie_series_claim(report, point->claim)->doc];
}
