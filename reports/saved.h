/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A result read back from what `check -o json` printed: a report to be printed again, or the
 * baseline of a later run. Quotes are those of the file; documents are not opened. */
#ifndef TIE_REPORTS_SAVED_H
#define TIE_REPORTS_SAVED_H

#include "reports/result.h"

/* What: reads the file at path. Owns: arena. Fails: TIE_EIO; TIE_EINPUT when it is no such result,
 * with the first fault in err. */
tie_code tie_saved_read(tie_arena *arena, tie_str path, tie_result *out, tie_err *err);

#endif
