/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code in a text, which states nothing: fenced blocks, HTML that is taken as it stands, and spans
 * in backticks. Source: CommonMark 0.31, sections 4.5, 4.6 (its first kind) and 6.1; the literal
 * blocks that a "::" announces: docutils, reStructuredText Markup Specification. */
#include "extract/reader.h"

enum { FENCE_LEAST = 3 };

static const tie_str raw_tags[] = {TIE_STR("pre"), TIE_STR("script"), TIE_STR("style"),
                                   TIE_STR("textarea")};

/* ---- Blocks ---- */

static uint32_t run_of(tie_str s, char sign) {
    uint32_t n = 0;
    while (n < s.len && s.ptr[n] == sign)
        n++;
    return n;
}

/* A tag of raw HTML whose name begins the words. */
static bool names_raw(tie_str s) {
    for (size_t i = 0; i < sizeof raw_tags / sizeof *raw_tags; i++) {
        size_t n = raw_tags[i].len;
        bool ends = s.len == n || (s.len > n && (s.ptr[n] == '>' || tie_ascii_space(s.ptr[n])));
        if (ends && tie_str_eq_fold(tie_str_sub(s, 0, n), raw_tags[i]))
            return true;
    }
    return false;
}

static bool closes_raw(tie_str line) {
    static const tie_str mark = TIE_STR("</");
    for (;;) {
        size_t at = tie_str_find(line, mark);
        if (at == line.len)
            return false;
        line = tie_str_sub(line, at + mark.len, line.len);
        if (names_raw(line))
            return true;
    }
}

tie_fence tie_fence_open(tie_str line) {
    tie_fence fence = {.sign = line.len ? line.ptr[0] : 0};
    if (fence.sign == '<')
        return names_raw(tie_str_sub(line, 1, line.len)) ? fence : (tie_fence){0};
    if (fence.sign != '`' && fence.sign != '~')
        return (tie_fence){0};
    fence.width = run_of(line, fence.sign);
    tie_str info = tie_str_sub(line, fence.width, line.len);
    bool span =
        fence.sign == '`' && tie_str_find(info, TIE_STR("`")) < info.len; /* ```in line``` */
    return fence.width >= FENCE_LEAST && !span ? fence : (tie_fence){0};
}

tie_fence tie_fence_announced(tie_str words, size_t indent) {
    return tie_str_ends(words, TIE_STR("::")) ? (tie_fence){':', (uint32_t)indent} : (tie_fence){0};
}

bool tie_fence_closes(tie_fence fence, tie_str line) {
    if (fence.sign == ':')
        return false; /* the first line that is not indented does */
    if (fence.sign == '<')
        return closes_raw(line);
    uint32_t width = run_of(line, fence.sign);
    return width >= fence.width && width == line.len;
}

/* ---- Spans ---- */

/* "`157`", "`1.5%`": a figure that is set off, and no code. */
static bool plain_figure(tie_str s) {
    for (size_t i = 0; i < s.len; i++)
        if (!tie_ascii_digit(s.ptr[i]) && !strchr(".,% +-", s.ptr[i]))
            return false;
    return true;
}

/* Between two marks that lean on it; in "`one' and `two'" they do not. */
static bool holds_code(tie_str s) {
    return s.len && !tie_ascii_space(s.ptr[0]) && !tie_ascii_space(s.ptr[s.len - 1]) &&
           !plain_figure(s);
}

static bool backtick(const tie_reader *r, size_t i) {
    const tie_token *t = &r->tokens.items[i];
    return t->flags & TIE_TOKEN_MARK && r->text.ptr[t->start] == '`';
}

/* Behind the backticks that stand together from token i on. */
static size_t over_backticks(const tie_reader *r, size_t i) {
    size_t end = i + 1;
    while (end < r->tokens.count && backtick(r, end) &&
           r->tokens.items[end].start == r->tokens.items[end - 1].end)
        end++;
    return end;
}

void tie_code_spans_find(tie_reader *reader) {
    const tie_token *tokens = reader->tokens.items;
    size_t width = 0, open = 0; /* of the marks that opened; byte behind them */
    reader->code_spans = (tie_code_spans){0};
    for (size_t i = 0; i < reader->tokens.count;) {
        if (!backtick(reader, i)) {
            i++;
            continue;
        }
        size_t end = over_backticks(reader, i);
        tie_span span = {open, tokens[i].start};
        bool closes = width == end - i && holds_code(tie_str_span(reader->text, span));
        if (closes)
            *TIE_PUSH(reader->scratch, &reader->code_spans) = span;
        width = closes ? 0 : end - i;
        open = tokens[end - 1].end;
        i = end;
    }
}

bool tie_in_code(const tie_reader *reader, size_t offset) {
    if (reader->block.code)
        return true;
    for (size_t i = 0; i < reader->code_spans.count; i++)
        if (reader->code_spans.items[i].start <= offset && offset < reader->code_spans.items[i].end)
            return true;
    return false;
}
