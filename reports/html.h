/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing HTML: the tags are ours, and every word from outside passes the escaper here. */
#ifndef TIE_REPORTS_HTML_H
#define TIE_REPORTS_HTML_H

#include "reports/account.h"
#include "reports/report.h"

static inline void tie_html_tag(tie_buf *out, const char *markup) { tie_buf_puts(out, markup); }
void tie_html_text(tie_buf *out, tie_str words);
/* "1,204" */
void tie_html_count(tie_buf *out, uint64_t count);
/* Bytes of words that fit into max, whole code points. */
size_t tie_html_cut(tie_str words, size_t max);
/* No more than max bytes, whole code points, then an ellipsis. */
void tie_html_short(tie_buf *out, tie_str words, size_t max);

/* Findings that the page holds; all are in the JSON format. */
enum { TIE_HTML_FINDINGS = 1000 };
/* The page of a run's findings. */
void tie_html_findings(tie_buf *out, const tie_report *report);
/* False: there are more, and the page says that they are in report->rest. */
bool tie_html_holds_all(const tie_report *report);

/* A finding with its quotes, computation and what may be done; its consequences inside. */
void tie_html_card(tie_buf *out, const tie_report *report, const tie_finding *finding,
                   const tie_finding *const *consequences, size_t count);

/* The quotes of a finding side by side, its figures or what differs marked. */
void tie_html_quotes(tie_buf *out, const tie_report *report, const tie_finding *finding);

/* All figures of a finding on one axis: a point where exact, a bar where rounded or hedged, an
 * arrow where open. Nothing when fewer than two have a value. */
void tie_html_plot(tie_buf *out, tie_arena *scratch, const tie_finding *finding);

#endif
