/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finding told step by step: what the text says, how it was read, what ties the figures to each
 * other, what follows from them, and how much that matters. */
#ifndef TIE_ANALYZE_EXPLAIN_H
#define TIE_ANALYZE_EXPLAIN_H

#include "base/buf.h"

/* What: explains in plain text, lines ended, every finding whose fingerprint begins with these hex
 * digits. The text may hold bytes of documents: the caller escapes it line by line. Owns: out.
 * Fails: TIE_EUSAGE when there is none. */
tie_code tie_explain(tie_run *run, tie_str digits, tie_buf *out, tie_err *err);

#endif
