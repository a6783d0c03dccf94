/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

void tie_buf_reserve(tie_buf *buf, size_t more_bytes) {
    if (buf->capacity - buf->len >= more_bytes)
        return;
    size_t capacity = buf->capacity ? buf->capacity * 2 : 256;
    while (capacity - buf->len < more_bytes)
        capacity *= 2;
    char *ptr = tie_arena_alloc(buf->arena, capacity, 1);
    if (buf->len)
        memcpy(ptr, buf->ptr, buf->len);
    buf->ptr = ptr;
    buf->capacity = capacity;
}

void tie_buf_add(tie_buf *buf, tie_str s) {
    if (!s.len)
        return;
    tie_buf_reserve(buf, s.len);
    memcpy(buf->ptr + buf->len, s.ptr, s.len);
    buf->len += s.len;
}

void tie_buf_putc(tie_buf *buf, char c) {
    tie_buf_reserve(buf, 1);
    buf->ptr[buf->len++] = c;
}

void tie_buf_puts(tie_buf *buf, const char *c) { tie_buf_add(buf, tie_str_c(c)); }

void tie_buf_digits(tie_buf *buf, uint64_t n, int min_digits) {
    char digits[20];
    int at = (int)sizeof digits;
    for (; n > UINT32_MAX; n /= 10)
        digits[--at] = (char)('0' + n % 10);
    uint32_t small = (uint32_t)n; /* divides faster */
    do {
        digits[--at] = (char)('0' + small % 10);
        small /= 10;
    } while (small);
    while ((int)sizeof digits - at < min_digits && at > 0)
        digits[--at] = '0';
    tie_buf_add(buf, (tie_str){digits + at, sizeof digits - (size_t)at});
}

void tie_buf_printf(tie_buf *buf, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    tie_buf_reserve(buf, (size_t)len + 1);
    vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
    va_end(again);
    buf->len += (size_t)len;
}
