/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From clusters of repeated passages to bytes; one file for each format. Clusters come one by one;
 * texts are read again from their files. */
#ifndef TIE_REPORTS_REPEATS_H
#define TIE_REPORTS_REPEATS_H

#include "analyze/repeat_survey.h"
#include "reports/report.h"

typedef struct tie_repeats_writer {
    tie_buf *out;
    tie_arena *scratch; /* for what a format puts together for one cluster; cleared by the caller */
    tie_corpus *corpus;
    const tie_repeat_words *words;
    const tie_repeat_survey *survey; /* NULL where the format asks for none */
    tie_report_style style;
    uint64_t ignored_passages, ignored_documents; /* left out because the reader said so */
    bool rows;                                    /* a row stands before; kept by the format */
    tie_repeat_kind kind;                         /* of the cluster before; likewise */
} tie_repeats_writer;

typedef struct tie_repeats_format {
    const char *name;
    bool by_kind; /* clusters come by kind and series, else in the order of their numbers; both
                     need a survey */
    bool survey;
    void (*begin)(tie_repeats_writer *writer);
    void (*add)(tie_repeats_writer *writer, const tie_repeat_cluster *cluster);
    void (*end)(tie_repeats_writer *writer);
} tie_repeats_format;

/* NULL when there is none of that name. */
const tie_repeats_format *tie_repeats_format_find(tie_str name);

extern const tie_repeats_format tie_repeats_text, tie_repeats_side, tie_repeats_json,
    tie_repeats_tsv;

/* ---- What formats share: repeats.c ---- */

const tie_doc *tie_repeats_doc(const tie_repeats_writer *writer, uint32_t doc);
/* Passages count bytes of their document; places count those of the file. */
tie_span tie_repeats_in_file(const tie_repeats_writer *writer, uint32_t doc, tie_span span);
/* A copy of a span of the document; empty when the file has changed or gone. Owns: scratch. */
tie_str tie_repeats_quote(tie_repeats_writer *writer, uint32_t doc, tie_span span);
/* Likewise with so many bytes more on either side, as far as the document goes; *base: where it
 * begins. */
tie_str tie_repeats_around(tie_repeats_writer *writer, uint32_t doc, tie_span span, size_t around,
                           uint64_t *base);
void tie_repeats_line_col(tie_repeats_writer *writer, uint32_t doc, uint64_t at, uint32_t *line,
                          uint32_t *col);
bool tie_repeats_quoted(tie_repeats_writer *writer, const tie_repeat_member *member);
/* The slot's figure differs from that of another member. */
bool tie_repeats_differs(const tie_repeat_cluster *cluster, const tie_repeat_slot *slot);
const tie_repeat_member *tie_repeats_canonical(const tie_repeat_cluster *cluster);

/* ---- Hedges: repeats_hedges.c ---- */

/* A figure with its hedge: "more than 42,000". span: both; of the document. */
typedef struct tie_repeats_hedged {
    tie_span span;
    tie_hedge hedge;
} tie_repeats_hedged;

tie_repeats_hedged tie_repeats_hedge(tie_repeats_writer *writer, uint32_t doc, tie_span figure);
/* What: of each column, whether the hedges of its figures differ among the first so many members.
 * Owns: scratch. */
const bool *tie_repeats_hedges_differ(tie_repeats_writer *writer, const tie_repeat_cluster *cluster,
                                      size_t members);

/* ---- text.c: shared with the view side by side ---- */

/* Members that are shown of a cluster; what is said of its hedges is said of them. */
size_t tie_repeats_shown(const tie_repeats_writer *writer, const tie_repeat_cluster *cluster);
/* What the cluster is: "2 places, 1 of 2 figures differs". A heading where the kind changes. */
void tie_repeats_heading(tie_repeats_writer *writer, const tie_repeat_cluster *cluster,
                         const bool *hedges);
/* "path:line:col #segment · source · date", and whether it is the oldest or a quotation. */
void tie_repeats_place(tie_repeats_writer *writer, const tie_repeat_cluster *cluster,
                       const tie_repeat_member *member);
/* For each figure that differs: which values stand in how many places, and who is alone; of those
 * that differ in their hedge alone, which hedges. */
void tie_repeats_figures(tie_repeats_writer *writer, const tie_repeat_cluster *cluster,
                         const bool *hedges);
/* What was left out, extents of boilerplate, or that nothing was found. */
void tie_repeats_closing(tie_repeats_writer *writer);

#endif
