/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines in print: table with sentences, JSON, CSV, charts. */
#ifndef TIE_REPORTS_SERIES_H
#define TIE_REPORTS_SERIES_H

#include "analyze/series.h"
#include "reports/chart.h"
#include "reports/report.h"

typedef struct tie_series_report {
    const tie_result *result;             /* of the run that made the timelines */
    tie_corpus *corpus;                   /* of its claims */
    const tie_timeline *const *timelines; /* studied and marked */
    size_t count;
    size_t not_shown;   /* other timelines of the run */
    tie_arena *scratch; /* for what a format puts together; not the arena of the output */
    tie_report_style style;
} tie_series_report;

typedef struct tie_series_format {
    const char *name;
    void (*print)(tie_buf *out, const tie_series_report *report);
} tie_series_format;

/* NULL when there is none of that name. */
const tie_series_format *tie_series_format_find(tie_str name);

/* The formats; each is in the file of its name. */
void tie_series_text(tie_buf *out, const tie_series_report *report);
void tie_series_json(tie_buf *out, const tie_series_report *report);
void tie_series_csv(tie_buf *out, const tie_series_report *report);
void tie_series_svg(tie_buf *out, const tie_series_report *report);

/* What: a timeline as a chart; its strings live in scratch and in the run. */
tie_chart tie_series_chart(const tie_series_report *report, const tie_timeline *timeline,
                           tie_arena *scratch);

/* ---- What the formats share ---- */

/* "more than 42,000", "850,000 less 210,000": as printed, with hedges. */
void tie_series_put_figure(tie_buf *buf, const tie_series_report *report, const tie_point *point);
/* "2021", "2013 to 2018" */
void tie_series_put_when(tie_buf *buf, const tie_timeline *timeline, const tie_point *point);
/* "cases by year, 2015 to 2023" */
void tie_series_put_about(tie_buf *buf, const tie_timeline *timeline);
const char *
tie_series_use_name(tie_point_use use); /* "used", "average", "superseded", "disputed" */
const tie_claim *tie_series_claim(const tie_series_report *report, uint32_t id);
const tie_doc *tie_series_doc(const tie_series_report *report, const tie_point *point);

#endif
