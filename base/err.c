/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

/* An excerpt begins at the line's start up to column FULL_COLS; further right it begins CONTEXT
 * columns before the column. The caret's place thus follows from the column alone. */
enum { FULL_COLS = 40, CONTEXT_COLS = 32 };

static uint32_t cut_columns(uint32_t col) { return col > FULL_COLS ? col - CONTEXT_COLS : 0; }

/* Formats into a fixed field; a character cut at its end is left out whole. */
static void fill(char *field, size_t size, const char *format, va_list args) {
    vsnprintf(field, size, format, args);
    if (strlen(field) == size - 1)
        field[tie_utf8_valid(tie_str_c(field))] = '\0';
}

static void fill_path(tie_err *err, tie_str path) {
    size_t len = path.len < sizeof err->path ? path.len : sizeof err->path - 1;
    if (len)
        memcpy(err->path, path.ptr, len);
    err->path[len] = '\0';
}

static tie_str line_at(tie_str text, size_t offset) {
    size_t start = offset, end = offset;
    while (start > 0 && text.ptr[start - 1] != '\n' && text.ptr[start - 1] != '\r')
        start--;
    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    return tie_str_sub(text, start, end);
}

/* Controls, and marks that reorder or hide what follows, must not reach a terminal. */
static bool printable(uint32_t c) {
    bool control = (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
    bool hidden = (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
                  (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFD;
    return !control && !hidden;
}

static void fill_excerpt(tie_err *err, tie_str line) {
    size_t used = 0, at = 0, cut = cut_columns(err->col);
    size_t room = sizeof err->excerpt - sizeof "...";
    for (size_t i = 0; i < cut; i++)
        tie_utf8_next(line, &at);
    if (cut) {
        memcpy(err->excerpt, "...", 3);
        used = 3;
    }
    while (at < line.len) {
        size_t start = at;
        bool keep = printable(tie_utf8_next(line, &at));
        size_t len = keep ? at - start : 1;
        if (used + len > room) {
            memcpy(err->excerpt + used, "...", 3);
            used += 3;
            break;
        }
        memcpy(err->excerpt + used, keep ? line.ptr + start : "?", len);
        used += len;
    }
    err->excerpt[used] = '\0';
}

tie_code tie_fail(tie_err *err, tie_code code, const char *format, ...) {
    if (!err || err->code)
        return code;
    *err = (tie_err){.code = code};
    va_list args;
    va_start(args, format);
    fill(err->message, sizeof err->message, format, args);
    va_end(args);
    return code;
}

tie_code tie_fail_file(tie_err *err, tie_code code, tie_str path, const char *format, ...) {
    if (!err || err->code)
        return code;
    *err = (tie_err){.code = code};
    fill_path(err, path);
    va_list args;
    va_start(args, format);
    fill(err->message, sizeof err->message, format, args);
    va_end(args);
    return code;
}

tie_code tie_fail_at(tie_err *err, tie_code code, tie_str path, tie_str text, size_t offset,
                     const char *format, ...) {
    if (!err || err->code)
        return code;
    *err = (tie_err){.code = code};
    va_list args;
    va_start(args, format);
    fill(err->message, sizeof err->message, format, args);
    va_end(args);
    fill_path(err, path);
    offset = offset < text.len ? offset : text.len;
    tie_line_col(text, offset, &err->line, &err->col);
    fill_excerpt(err, line_at(text, offset));
    return code;
}

void tie_err_hint(tie_err *err, const char *format, ...) {
    if (!err || err->hint[0])
        return;
    va_list args;
    va_start(args, format);
    fill(err->hint, sizeof err->hint, format, args);
    va_end(args);
}

size_t tie_line_break(tie_str text, size_t from, size_t end) {
    const char *feed = memchr(text.ptr + from, '\n', end - from);
    size_t stop = feed ? (size_t)(feed - text.ptr) : end;
    const char *carriage = memchr(text.ptr + from, '\r', stop - from);
    return carriage ? (size_t)(carriage - text.ptr) : stop;
}

void tie_line_col(tie_str text, size_t offset, uint32_t *line, uint32_t *col) {
    size_t start = 0, end = offset < text.len ? offset : text.len;
    *line = 1;
    for (size_t at = 0; at < end && (at = tie_line_break(text, at, end)) < end; at++) {
        bool crlf = text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n';
        *line += !crlf;
        start = crlf ? start : at + 1;
    }
    *col = 1 + (uint32_t)tie_utf8_count(tie_str_sub(text, start, end));
}

/* Hostile names and values may be quoted in any field. */
static void put_printable(tie_buf *buf, const char *text) {
    tie_str s = tie_str_c(text);
    for (size_t at = 0; at < s.len;) {
        size_t start = at;
        if (printable(tie_utf8_next(s, &at)))
            tie_buf_add(buf, tie_str_sub(s, start, at));
        else
            tie_buf_putc(buf, '?');
    }
}

/* As wide as what stands before the column: tabs stay tabs, wide characters take two blanks. */
static void put_caret(tie_buf *buf, const tie_err *err) {
    tie_str line = tie_str_c(err->excerpt);
    uint32_t cut = cut_columns(err->col);
    uint32_t before = cut ? err->col - 1 - cut + 3 : err->col - 1;
    size_t at = 0;
    for (uint32_t i = 0; i < before && at < line.len; i++) {
        size_t start = at;
        tie_utf8_next(line, &at);
        size_t width = tie_utf8_width(tie_str_sub(line, start, at));
        if (line.ptr[start] == '\t')
            tie_buf_putc(buf, '\t');
        for (size_t blank = 0; blank < width; blank++)
            tie_buf_putc(buf, ' ');
    }
    tie_buf_puts(buf, "^\n");
}

void tie_err_render(tie_buf *buf, const tie_err *err) {
    if (err->path[0]) {
        put_printable(buf, err->path);
        if (err->line)
            tie_buf_printf(buf, ":%u:%u", err->line, err->col);
        tie_buf_puts(buf, ": ");
    }
    put_printable(buf, err->message);
    tie_buf_putc(buf, '\n');
    if (err->hint[0]) {
        tie_buf_puts(buf, "  ");
        put_printable(buf, err->hint);
        tie_buf_putc(buf, '\n');
    }
    if (err->excerpt[0] && err->col) {
        tie_buf_puts(buf, "    ");
        put_printable(buf, err->excerpt);
        tie_buf_puts(buf, "\n    ");
        put_caret(buf, err);
    }
}
