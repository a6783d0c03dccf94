/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the terminal format: a finding, a check that held, the table of claims. */
#ifndef TIE_REPORTS_TEXT_H
#define TIE_REPORTS_TEXT_H

#include "reports/report.h"

/* A finding with its quotes and its computation, indented; a blank line stands before it. */
void tie_text_finding(tie_buf *out, const tie_report *report, const tie_finding *finding,
                      unsigned indent);
/* A check that held, on one line where it fits: place, code, computation. */
void tie_text_held(tie_buf *out, const tie_report *report, const tie_finding *check);

/* The table of claims, and of what else the extraction was asked for. */
void tie_text_claims_begin(tie_claims_writer *writer);
void tie_text_claims_add(tie_claims_writer *writer, const tie_extraction *found);
/* What each claim was read to hold, and by which words; needs found->traces. */
void tie_text_readings(tie_claims_writer *writer, const tie_extraction *found);
void tie_text_claims_end(tie_claims_writer *writer, const tie_corpus *corpus);

#endif
