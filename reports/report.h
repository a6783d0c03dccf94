/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a finished run, or from documents as they are read, to bytes: one file for each format. A
 * format never analyses: it prints what the run holds. It writes into a buffer and knows no
 * streams; the same run gives the same bytes. */
#ifndef TIE_REPORTS_REPORT_H
#define TIE_REPORTS_REPORT_H

#include "base/buf.h"
#include "reports/result.h"

/* How to print. */
typedef struct tie_report_style {
    tie_severity least; /* findings below are counted, not shown */
    bool all;           /* checks that held, too, one by one */
    bool changed;       /* of findings, the new and the updated ones alone */
    bool brief;         /* the verdict line and the findings alone */
    bool color;         /* the reader is a terminal that shows colours */
    unsigned width;     /* columns of text that people read; at least TIE_REPORT_WIDTH_MIN */
} tie_report_style;

enum { TIE_REPORT_WIDTH_MIN = 40 };

/* A result to be printed. */
typedef struct tie_report {
    const tie_result *result;
    tie_arena *scratch; /* for what a format puts together; not the arena of the output */
    tie_report_style style;
    tie_str
        rest; /* name of the file with all findings beside a page that holds some; empty: none */
} tie_report;

/* Claims on their way out, document by document. */
typedef struct tie_claims_writer {
    tie_buf *out;
    tie_arena *scratch; /* for what a format puts together for one document; cleared by it */
    tie_report_style style;
    uint64_t documents, claims; /* written so far; kept by the format */
    uint64_t bytes, left_out;   /* of a page: its size, and the documents it has no room for */
    bool rows;                  /* a row stands before */
} tie_claims_writer;

typedef struct tie_report_format {
    const char *name;
    void (*run)(tie_buf *out, const tie_report *report); /* NULL: claims alone */
    /* claims_begin once, claims_add for each document in order, claims_end once. The writer's
     * buffer may be emptied between calls. */
    /* NULL: findings alone */
    void (*claims_begin)(tie_claims_writer *writer);
    void (*claims_add)(tie_claims_writer *writer, const tie_extraction *found);
    void (*claims_end)(tie_claims_writer *writer, const tie_corpus *corpus);
} tie_report_format;

extern const tie_report_format tie_report_text, tie_report_json, tie_report_ndjson, tie_report_html,
    tie_report_markdown, tie_report_csv, tie_report_sarif, tie_report_junit, tie_report_github;

/* NULL when there is none of that name. */
const tie_report_format *tie_report_format_find(tie_str name);

/* True when a row is to be printed in this style, and not merely counted. */
bool tie_report_prints(const tie_report_style *style, const tie_finding *row);
/* The same for people, who are shown what was accepted as a list of its own. */
bool tie_report_shows(const tie_report_style *style, const tie_finding *row);

/* Findings that people are not shown in the style of a report; those accepted are no part of it. */
typedef struct tie_hidden {
    uint64_t unchanged, notes, observations;
} tie_hidden;

tie_hidden tie_report_hidden(const tie_report *report);
/* "1 unchanged finding, 2 notes, 3 observations"; nothing for none */
void tie_put_hidden(tie_buf *buf, const tie_hidden *hidden);

#endif
