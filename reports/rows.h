/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the wire format: one JSON object each, its members in a fixed order. NDJSON prints
 * them line by line, JSON inside one document. Source: DESIGN section 8; `tieout schema` prints
 * their schemas. */
#ifndef TIE_REPORTS_ROWS_H
#define TIE_REPORTS_ROWS_H

#include "reports/json_write.h"
#include "reports/report.h"

/* Rows claim, then date, then number of one document. Each is preceded by `between` unless it is
 * the writer's first, and followed by `after`. */
void tie_rows_extraction(tie_claims_writer *writer, const tie_extraction *found, tie_str between,
                         tie_str after);

/* Row finding, check or skipped. */
void tie_rows_finding(tie_writer *json, const tie_result *result, const tie_finding *finding);

/* What is known of a document: path, segment, source, title, date, place, url, start, end. */
void tie_rows_document(tie_writer *json, const tie_doc *doc);

/* An input that could not be read: path, line, col, message, hint. */
void tie_rows_diag(tie_writer *json, const tie_diag *diag);

/* The charts of a result, as an array; names of what their marks and axes are, NULL behind the
 * last. */
void tie_rows_charts(tie_writer *json, const tie_result *result);
const char *tie_mark_style_name(int style);
const char *tie_axis_name(int axis);

/* A key and an array of strings. */
void tie_rows_strs(tie_writer *json, const char *key, tie_strs strs);

/* The audit of sources, as an object. */
void tie_rows_sources(tie_writer *json, const tie_sources *all);

/* The names of a set of assumptions, as an array. */
void tie_rows_assumptions(tie_writer *json, uint32_t assumptions);

#endif
