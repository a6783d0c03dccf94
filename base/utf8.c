/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

/* Length of the well-formed sequence at s, 0 when there is none. Source: The Unicode Standard,
 * table 3-7: only the second byte's range depends on the first. */
static size_t sequence(const unsigned char *s, size_t len) {
    unsigned char lead = s[0], low = 0x80, high = 0xBF;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    size_t need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (len < need)
        return 0;
    if (lead == 0xE0)
        low = 0xA0; /* overlong */
    else if (lead == 0xED)
        high = 0x9F; /* surrogates */
    else if (lead == 0xF0)
        low = 0x90; /* overlong */
    else if (lead == 0xF4)
        high = 0x8F; /* above U+10FFFF */
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < need; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    return need;
}

/* Bytes of ASCII at the start of s, counted eight at a time: the last seven may be missed. */
static size_t ascii_run(const unsigned char *s, size_t len) {
    size_t at = 0;
    for (; at + 8 <= len; at += 8) {
        uint64_t word;
        memcpy(&word, s + at, 8);
        if (word & 0x8080808080808080u)
            break;
    }
    return at;
}

size_t tie_utf8_valid(tie_str s) {
    const unsigned char *bytes = (const unsigned char *)s.ptr;
    size_t at = 0;
    while (at < s.len) {
        if (bytes[at] < 0x80) {
            size_t run = ascii_run(bytes + at, s.len - at);
            at += run ? run : 1;
            continue;
        }
        size_t step = sequence(bytes + at, s.len - at);
        if (!step)
            break;
        at += step;
    }
    return at;
}

uint32_t tie_utf8_next(tie_str s, size_t *at) {
    const unsigned char *bytes = (const unsigned char *)s.ptr + *at;
    size_t len = sequence(bytes, s.len - *at);
    *at += len ? len : 1;
    switch (len) {
    case 1:
        return bytes[0];
    case 2:
        return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
    case 3:
        return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    case 4:
        return (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 |
               (bytes[3] & 0x3Fu);
    default:
        return REPLACEMENT;
    }
}

void tie_utf8_put(tie_buf *buf, uint32_t code_point) {
    uint32_t c = code_point;
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = REPLACEMENT;
    if (c < 0x80) {
        tie_buf_putc(buf, (char)c);
        return;
    }
    if (c < 0x800) {
        tie_buf_putc(buf, (char)(0xC0 | c >> 6));
    } else {
        if (c < 0x10000) {
            tie_buf_putc(buf, (char)(0xE0 | c >> 12));
        } else {
            tie_buf_putc(buf, (char)(0xF0 | c >> 18));
            tie_buf_putc(buf, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        tie_buf_putc(buf, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    tie_buf_putc(buf, (char)(0x80 | (c & 0x3F)));
}

size_t tie_utf8_count(tie_str s) {
    size_t count = 0;
    for (size_t at = 0; at < s.len; count++)
        tie_utf8_next(s, &at);
    return count;
}

bool tie_utf8_space(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool tie_utf8_letter(uint32_t c) {
    if (c < 0x80)
        return tie_ascii_alpha((char)c);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

static tie_str lower_ascii(tie_arena *arena, tie_str s) {
    char *out = tie_arena_alloc(arena, s.len, 1);
    for (size_t i = 0; i < s.len; i++)
        out[i] = tie_ascii_lower(s.ptr[i]);
    return (tie_str){out, s.len};
}

tie_str tie_utf8_fold(tie_arena *arena, tie_str s) {
    const utf8proc_option_t options = UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | UTF8PROC_STABLE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.ptr;
    bool ascii = true;
    for (size_t i = 0; i < s.len && ascii; i++)
        ascii = bytes[i] < 0x80;
    if (ascii || tie_utf8_valid(s) < s.len)
        return lower_ascii(arena, s);
    /* Code points first, in memory of the arena, then bytes over them: never longer. */
    utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.len, NULL, 0, options);
    if (count < 0)
        return lower_ascii(arena, s);
    utf8proc_int32_t *points = TIE_NEW(arena, utf8proc_int32_t, (size_t)count + 1);
    utf8proc_decompose(bytes, (utf8proc_ssize_t)s.len, points, count, options);
    utf8proc_ssize_t len = utf8proc_reencode(points, count, options);
    return (tie_str){(const char *)points, (size_t)len};
}

size_t tie_utf8_width(tie_str s) {
    size_t width = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = tie_utf8_next(s, &at);
        int columns = c < 0x80 ? c >= ' ' && c != 0x7F : utf8proc_charwidth((utf8proc_int32_t)c);
        width += (size_t)columns;
    }
    return width;
}
