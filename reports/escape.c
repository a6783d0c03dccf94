/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/escape.h"

#include "base/eight.h"
#include "base/str.h"
#include "base/utf8.h"

static const char HEX[] = "0123456789abcdef";

bool tie_escape_unsafe(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE007F);
}

/* Where the first is of the eight that not every escaper copies: such bytes are not printable
 * ASCII, a quote or a backslash. 8: none. */
static unsigned plain_of(uint64_t eight) {
    /* In each byte the high bit is set where it is not ASCII, below ' ', '"', '\\' or DEL; a
     * borrow or carry can only set one too many, behind one that is set rightly. */
    uint64_t quote = eight ^ TIE_EIGHT('"'), slash = eight ^ TIE_EIGHT('\\');
    uint64_t hit = eight | (eight - TIE_EIGHT(' ')) | (quote - TIE_EIGHT(1)) |
                   (slash - TIE_EIGHT(1)) | (eight + TIE_EIGHT(1));
    hit &= TIE_EIGHT(0x80);
    return hit ? (unsigned)__builtin_ctzll(hit) / 8 : 8;
}

/* Copies what every escaper copies from `from` on, and up to eight bytes more. Returns the byte
 * that stops it. */
static size_t copy_plain(char *to, tie_str s, size_t from) {
    unsigned plain = 8;
    for (; plain == 8; from += plain, to += plain) {
        uint64_t eight = tie_eight_at(s.ptr, from, s.len); /* behind the end there are zeros */
        plain = plain_of(eight);
        tie_eight_store(to, eight);
    }
    return from;
}

static void put_unit(tie_buf *buf, uint32_t unit) {
    char text[6] = {
        '\\', 'u', HEX[unit >> 12 & 15], HEX[unit >> 8 & 15], HEX[unit >> 4 & 15], HEX[unit & 15]};
    tie_buf_add(buf, (tie_str){text, sizeof text});
}

static void put_json(tie_buf *buf, uint32_t c) {
    static const char SHORT[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    for (const char *pair = SHORT; c < 0x80 && *pair; pair += 2) {
        if ((uint32_t)*pair != c)
            continue;
        tie_buf_putc(buf, '\\');
        tie_buf_putc(buf, pair[1]);
        return;
    }
    if (!tie_escape_unsafe(c)) {
        tie_utf8_put(buf, c);
    } else if (c < 0x10000) {
        put_unit(buf, c);
    } else {
        put_unit(buf, 0xD800 + ((c - 0x10000) >> 10));
        put_unit(buf, 0xDC00 + ((c - 0x10000) & 0x3FF));
    }
}

static void put_terminal(tie_buf *buf, uint32_t c) {
    if (c == '\n' || c == '\r' || c == '\t')
        tie_buf_putc(buf, ' ');
    else if (tie_escape_unsafe(c))
        tie_buf_printf(buf, "<U+%04X>", (unsigned)c);
    else
        tie_utf8_put(buf, c);
}

static void put_html(tie_buf *buf, uint32_t c) {
    bool no_character = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    if (c == '\n' || c == '\t')
        tie_buf_putc(buf, (char)c);
    else if (c == '&')
        tie_buf_puts(buf, "&amp;");
    else if (c == '<')
        tie_buf_puts(buf, "&lt;");
    else if (c == '>')
        tie_buf_puts(buf, "&gt;");
    else if (c == '"')
        tie_buf_puts(buf, "&quot;");
    else if (c == '\'')
        tie_buf_puts(buf, "&#39;");
    else if (no_character || tie_escape_unsafe(c))
        tie_buf_printf(buf, "&lt;U+%04X&gt;", (unsigned)c);
    else
        tie_utf8_put(buf, c);
}

static size_t html_run(tie_str s, size_t from) {
    size_t at = from;
    while (at < s.len && s.ptr[at] >= ' ' && s.ptr[at] < 0x7F && s.ptr[at] != '&' &&
           s.ptr[at] != '<' && s.ptr[at] != '>' && s.ptr[at] != '"' && s.ptr[at] != '\'')
        at++;
    return at;
}

static void escape(tie_buf *buf, tie_str s, size_t (*run)(tie_str s, size_t from),
                   void (*put)(tie_buf *buf, uint32_t code_point)) {
    for (size_t at = 0; at < s.len;) {
        size_t end = run(s, at);
        tie_buf_add(buf, tie_str_sub(s, at, end));
        at = end;
        if (at < s.len)
            put(buf, tie_utf8_next(s, &at));
    }
}

/* For formats that copy what is plain. */
static void escape_odd(tie_buf *buf, tie_str s, size_t at,
                       void (*put)(tie_buf *buf, uint32_t code_point)) {
    while (at < s.len) {
        put(buf, tie_utf8_next(s, &at));
        tie_buf_reserve(buf, s.len - at + 8);
        size_t end = copy_plain(buf->ptr + buf->len, s, at);
        buf->len += end - at;
        at = end;
    }
}

static void escape_plain(tie_buf *buf, tie_str s, void (*put)(tie_buf *buf, uint32_t code_point)) {
    tie_buf_reserve(buf, s.len + 8);
    size_t plain = copy_plain(buf->ptr + buf->len, s, 0);
    buf->len += plain;
    escape_odd(buf, s, plain, put);
}

void tie_escape_json(tie_buf *buf, tie_str s) { escape_plain(buf, s, put_json); }
void tie_escape_terminal(tie_buf *buf, tie_str s) { escape_plain(buf, s, put_terminal); }

char *tie_put_escaped_json(char *to, tie_str s) {
    size_t plain = copy_plain(to, s, 0);
    if (plain == s.len)
        return to + plain;
    tie_buf buf = {.ptr = to, .len = plain, .capacity = tie_escape_json_room(s)};
    escape_odd(&buf, s, plain, put_json);
    return buf.ptr + buf.len;
}

/* A carriage return ends a line, alone or before a line feed. */
void tie_escape_html(tie_buf *buf, tie_str s) {
    for (size_t at = 0; at < s.len;) {
        const char *cr = memchr(s.ptr + at, '\r', s.len - at);
        size_t end = cr ? (size_t)(cr - s.ptr) : s.len;
        escape(buf, tie_str_sub(s, at, end), html_run, put_html);
        at = end + 1;
        if (cr && (at == s.len || s.ptr[at] != '\n'))
            tie_buf_putc(buf, '\n');
    }
}

/* Stops at every byte that is no letter, digit or blank: few enough in prose. */
static size_t word_run(tie_str s, size_t from) {
    size_t at = from;
    while (at < s.len &&
           (tie_ascii_alpha(s.ptr[at]) || tie_ascii_digit(s.ptr[at]) || s.ptr[at] == ' '))
        at++;
    return at;
}

static void put_markdown(tie_buf *buf, uint32_t c) {
    static const char ESCAPED[] = "\\`*_[]|~$";
    static const char REFERRED[] = "<>&@"; /* HTML, autolinks, mentions */
    if (c < 0x80 && c && strchr(REFERRED, (char)c))
        tie_buf_printf(buf, "&#%u;", (unsigned)c);
    else if (c < 0x80 && c && strchr(ESCAPED, (char)c))
        tie_buf_printf(buf, "\\%c", (char)c);
    else if (c == '\n' || c == '\r' || c == '\t')
        tie_buf_putc(buf, ' ');
    else if (tie_escape_unsafe(c))
        tie_buf_printf(buf, "&lt;U+%04X&gt;", (unsigned)c);
    else
        tie_utf8_put(buf, c);
}

/* Bytes at the start that would make a list, a heading or a rule of the line: "1. ", "- ", "# ". */
static size_t block_marker(tie_str s) {
    size_t digits = 0;
    while (digits < s.len && tie_ascii_digit(s.ptr[digits]))
        digits++;
    bool numbered = digits && digits < s.len && strchr(".)", s.ptr[digits]);
    bool marked = !digits && s.len && strchr("-+#=", s.ptr[0]);
    size_t len = numbered ? digits + 1 : marked;
    return len && (len == s.len || tie_ascii_space(s.ptr[len])) ? len : 0;
}

/* A colon before a letter or a slash could begin a link or an emoji; "www." a link. */
static bool begins_link(tie_str s, size_t at) {
    bool colon = s.ptr[at] == ':' && at + 1 < s.len &&
                 (tie_ascii_alpha(s.ptr[at + 1]) || s.ptr[at + 1] == '/');
    bool www = s.ptr[at] == '.' && at >= 3 && (s.ptr[at - 1] | 0x20) == 'w' &&
               (s.ptr[at - 2] | 0x20) == 'w' && (s.ptr[at - 3] | 0x20) == 'w';
    return colon || www;
}

void tie_escape_markdown(tie_buf *buf, tie_str s) {
    size_t at = block_marker(s);
    if (at) {
        tie_buf_add(buf, tie_str_sub(s, 0, at - 1));
        tie_buf_printf(buf, "\\%c", s.ptr[at - 1]);
    }
    while (at < s.len) {
        size_t end = word_run(s, at);
        tie_buf_add(buf, tie_str_sub(s, at, end));
        at = end;
        if (at < s.len && begins_link(s, at))
            tie_buf_printf(buf, "&#%u;", (unsigned)s.ptr[at++]);
        else if (at < s.len)
            put_markdown(buf, tie_utf8_next(s, &at));
    }
}

static void put_csv(tie_buf *buf, uint32_t c) {
    if (c == '"')
        tie_buf_puts(buf, "\"\"");
    else if (c == '\n' || c == '\t')
        tie_buf_putc(buf, (char)c);
    else if (c == '\r')
        tie_buf_putc(buf, ' ');
    else if (tie_escape_unsafe(c))
        tie_buf_printf(buf, "<U+%04X>", (unsigned)c);
    else
        tie_utf8_put(buf, c);
}

void tie_escape_csv(tie_buf *buf, tie_str s) {
    size_t first = 0;
    while (first < s.len && tie_ascii_space(s.ptr[first]))
        first++;
    bool formula = first < s.len && strchr("=+-@|%", s.ptr[first]);
    bool plain = s.len && word_run(s, 0) == s.len && s.ptr[0] != ' ' && s.ptr[s.len - 1] != ' ';
    if (plain) {
        tie_buf_add(buf, s);
        return;
    }
    if (!s.len)
        return;
    tie_buf_puts(buf, formula ? "\"'" : "\"");
    escape(buf, s, word_run, put_csv);
    tie_buf_putc(buf, '"');
}

/* %XX for the bytes of `percent`, blanks for line breaks that are not among them. */
static void put_github(tie_buf *buf, tie_str s, const char *percent) {
    for (size_t at = 0; at < s.len;) {
        uint32_t c = tie_utf8_next(s, &at);
        if (c < 0x80 && c && strchr(percent, (char)c))
            tie_buf_printf(buf, "%%%02X", (unsigned)c);
        else
            put_terminal(buf, c);
    }
}

void tie_escape_github(tie_buf *buf, tie_str s) { put_github(buf, s, "%\r\n"); }
void tie_escape_github_property(tie_buf *buf, tie_str s) { put_github(buf, s, "%\r\n:,"); }

static void put_percent(tie_buf *buf, tie_str s, const char *kept) {
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (tie_ascii_alpha(c) || tie_ascii_digit(c) || (c && strchr(kept, c)))
            tie_buf_putc(buf, c);
        else
            tie_buf_printf(buf, "%%%02X", (unsigned char)c);
    }
}

void tie_escape_uri(tie_buf *buf, tie_str s) { put_percent(buf, s, "-._~/"); }
void tie_escape_uri_text(tie_buf *buf, tie_str s) { put_percent(buf, s, "._~"); }
