/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finished run as the formats see it: plain data, taken from a run and its corpus, or read back
 * from what the JSON format printed. */
#ifndef TIE_REPORTS_RESULT_H
#define TIE_REPORTS_RESULT_H

#include "analyze/sources.h"
#include "reports/chart.h"

/* What stands on either side of a sentence in the same paragraph: about a sentence each. */
typedef struct tie_around {
    tie_str before, after;
} tie_around;

typedef struct tie_result {
    tie_date today;
    const tie_doc *docs;
    const tie_finding *rows; /* findings, checks that held, ledger, each in total order */
    const tie_diag *diags;
    const tie_finding *absent; /* of an earlier run, without their places */
    size_t doc_count, row_count, diag_count, absent_count;
    bool compared;           /* with an earlier run */
    bool scheduled;          /* that one was the last of the same job, not a baseline */
    uint64_t claims, bytes;  /* of all documents */
    tie_strs packs;          /* names, in the order of the rules; where they were asked for */
    const tie_chart *charts; /* figures over time; likewise (overview.h) */
    size_t chart_count, charts_left_out;
    const tie_sources *sources; /* the audit; NULL: not asked for */
    /* The text of a span; empty when the file has changed or gone. */
    tie_str (*read)(void *from, uint32_t doc, tie_span span);
    void *from;
} tie_result;

/* What it is compared with. */
static inline const char *tie_result_earlier(const tie_result *result) {
    return result->scheduled ? "the last run" : "the baseline";
}

/* What: a view of run; its corpus is not const, for quotes are read again from the files. */
tie_result tie_result_of(tie_corpus *corpus, const tie_run *run, tie_date today);

static inline tie_str tie_result_quote(const tie_result *result, uint32_t doc, tie_span span) {
    return result->read(result->from, doc, span);
}

/* What: at most max_bytes on either side, whole words. Owns: arena. */
tie_around tie_result_context(const tie_result *result, tie_arena *arena, uint32_t doc,
                              tie_span sentence, size_t max_bytes);

#endif
