/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling and printing errors. The first error wins: a filled tie_err is never overwritten. */
#ifndef TIE_BASE_ERR_H
#define TIE_BASE_ERR_H

#include "base/buf.h"

/* Fills err (may be NULL) unless it already holds one; returns code, so that callers can `return
 * tie_fail(...)`. */
tie_code tie_fail(tie_err *err, tie_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* As tie_fail where a whole file is at fault: sets path, no line. */
tie_code tie_fail_file(tie_err *err, tie_code code, tie_str path, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* As tie_fail for a place in a file: sets path, line, col and the excerpt from the byte offset in
 * text. */
tie_code tie_fail_at(tie_err *err, tie_code code, tie_str path, tie_str text, size_t offset,
                     const char *format, ...) __attribute__((format(printf, 6, 7)));
void tie_err_hint(tie_err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Line and column (both from 1, columns in code points) of a byte offset. Lines end at LF, CR or
 * CRLF. */
/* The first line break in text[from, end), or end. */
size_t tie_line_break(tie_str text, size_t from, size_t end);
void tie_line_col(tie_str text, size_t offset, uint32_t *line, uint32_t *col);

/* path:line:col: message
 *   hint
 *     excerpt
 *        ^ */
void tie_err_render(tie_buf *buf, const tie_err *err);

#endif
