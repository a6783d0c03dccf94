/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/terminal.h"

#include "base/dec.h"
#include "base/utf8.h"
#include "reports/escape.h"

/* Select Graphic Rendition parameters (ECMA-48), the eight colours every terminal has. */
static const char *const SGR[] = {
    [TIE_INK_PLAIN] = "",        [TIE_INK_STRONG] = "1", [TIE_INK_FAINT] = "2",
    [TIE_INK_MARK] = "1;4",      [TIE_INK_GOOD] = "32",  [TIE_INK_INFO] = "2",
    [TIE_INK_NOTE] = "36",       [TIE_INK_MINOR] = "33", [TIE_INK_MAJOR] = "31",
    [TIE_INK_CRITICAL] = "1;31",
};

static void ink_on(tie_buf *buf, bool color, tie_ink ink) {
    if (color && ink != TIE_INK_PLAIN)
        tie_buf_printf(buf, "\033[%sm", SGR[ink]);
}

static void ink_off(tie_buf *buf, bool color, tie_ink ink) {
    if (color && ink != TIE_INK_PLAIN)
        tie_buf_puts(buf, "\033[0m");
}

void tie_ink_put(tie_buf *buf, bool color, tie_ink ink, tie_str s) {
    ink_on(buf, color, ink);
    tie_escape_terminal(buf, s);
    ink_off(buf, color, ink);
}

void tie_ink_puts(tie_buf *buf, bool color, tie_ink ink, const char *s) {
    tie_ink_put(buf, color, ink, tie_str_c(s));
}

tie_prose tie_prose_new(tie_arena *arena, bool color) {
    return (tie_prose){.text = tie_buf_new(arena), .color = color};
}

void tie_prose_add(tie_prose *prose, tie_str s) {
    tie_buf *text = &prose->text;
    size_t from = text->len;
    tie_escape_terminal(text, s);
    size_t to = from;
    for (size_t at = from; at < text->len; at++) {
        bool blank = text->ptr[at] == ' ';
        if (blank && (to == 0 || text->ptr[to - 1] == ' '))
            continue;
        text->ptr[to++] = text->ptr[at];
    }
    text->len = to;
}

void tie_prose_mark(tie_prose *prose, tie_str s) {
    if (!prose->color)
        tie_buf_puts(&prose->text, "«");
    size_t start = prose->text.len;
    tie_prose_add(prose, s);
    *TIE_PUSH(prose->text.arena, &prose->marks) = (tie_span){start, prose->text.len};
    if (!prose->color)
        tie_buf_puts(&prose->text, "»");
}

/* The end of what fits into width columns from `from` on, without regard to words; at least one
 * code point. */
static size_t fitting(tie_str text, size_t from, unsigned width) {
    unsigned used = 0;
    for (size_t at = from; at < text.len;) {
        size_t next = at;
        tie_utf8_next(text, &next);
        used += (unsigned)tie_utf8_width(tie_str_sub(text, at, next));
        if (used > width && at > from)
            return at;
        at = next;
    }
    return text.len;
}

bool tie_prose_line(const tie_prose *prose, size_t *at, unsigned width, tie_span *out) {
    tie_str text = tie_buf_str(&prose->text);
    size_t start = *at;
    while (start < text.len && text.ptr[start] == ' ')
        start++;
    if (start >= text.len)
        return false;
    size_t limit = fitting(text, start, width), end = limit;
    if (limit < text.len && text.ptr[limit] != ' ') {
        while (end > start && text.ptr[end - 1] != ' ')
            end--;
        if (end == start) /* one word fills the line: break it where it must */
            end = limit;
    }
    *at = end;
    while (end > start && text.ptr[end - 1] == ' ')
        end--;
    *out = (tie_span){start, end};
    return true;
}

unsigned tie_prose_put_line(tie_buf *buf, const tie_prose *prose, tie_span line, tie_ink ink) {
    tie_str text = tie_buf_str(&prose->text);
    size_t at = line.start;
    for (size_t i = 0; prose->color && i < prose->marks.count; i++) {
        tie_span mark = prose->marks.items[i];
        size_t start = mark.start > at ? mark.start : at;
        size_t end = mark.end < line.end ? mark.end : line.end;
        if (start >= end)
            continue;
        ink_on(buf, at < start, ink);
        tie_buf_add(buf, tie_str_sub(text, at, start));
        ink_off(buf, at < start, ink);
        ink_on(buf, true, TIE_INK_MARK);
        tie_buf_add(buf, tie_str_sub(text, start, end));
        ink_off(buf, true, TIE_INK_MARK);
        at = end;
    }
    ink_on(buf, prose->color && at < line.end, ink);
    tie_buf_add(buf, tie_str_sub(text, at, line.end));
    ink_off(buf, prose->color && at < line.end, ink);
    return (unsigned)tie_utf8_width(tie_str_sub(text, line.start, line.end));
}

static unsigned room(unsigned width, unsigned indent) {
    return width > indent + 20 ? width - indent : 20;
}

void tie_prose_put(tie_buf *buf, const tie_prose *prose, unsigned indent, unsigned width,
                   tie_ink ink) {
    size_t at = 0;
    tie_span line;
    for (bool first = true; tie_prose_line(prose, &at, room(width, indent), &line); first = false) {
        if (!first)
            tie_put_blanks(buf, indent);
        tie_prose_put_line(buf, prose, line, ink);
        tie_buf_putc(buf, '\n');
    }
}

void tie_prose_put_pair(tie_buf *buf, const tie_prose *left, const tie_prose *right,
                        unsigned indent, unsigned width) {
    enum { GUTTER = 3 };
    unsigned column = (room(width, indent) - GUTTER) / 2;
    size_t left_at = 0, right_at = 0;
    for (;;) {
        tie_span line, beside;
        bool has_line = tie_prose_line(left, &left_at, column, &line);
        bool has_beside = tie_prose_line(right, &right_at, column, &beside);
        if (!has_line && !has_beside)
            return;
        tie_put_blanks(buf, indent);
        unsigned used = has_line ? tie_prose_put_line(buf, left, line, TIE_INK_PLAIN) : 0;
        if (has_beside) {
            tie_put_blanks(buf, column + GUTTER - used);
            tie_prose_put_line(buf, right, beside, TIE_INK_PLAIN);
        }
        tie_buf_putc(buf, '\n');
    }
}

void tie_put_blanks(tie_buf *buf, unsigned count) {
    while (count--)
        tie_buf_putc(buf, ' ');
}

void tie_put_cell(tie_buf *buf, tie_str s, unsigned width) {
    size_t from = buf->len;
    tie_escape_terminal(buf, s);
    tie_str cell = {buf->ptr + from, buf->len - from};
    unsigned used = (unsigned)tie_utf8_width(cell);
    if (used > width) {
        size_t end = fitting(cell, 0, width - 1);
        used = (unsigned)tie_utf8_width(tie_str_sub(cell, 0, end)) + 1;
        buf->len = from + end;
        tie_buf_puts(buf, "…");
    }
    tie_put_blanks(buf, width - used);
}
