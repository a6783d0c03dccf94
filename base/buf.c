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

static const char PAIRS[] = "00010203040506070809101112131415161718192021222324252627282930313233"
                            "34353637383940414243444546474849505152535455565758596061626364656667"
                            "6869707172737475767778798081828384858687888990919293949596979899";

void tie_buf_digits(tie_buf *buf, uint64_t n, int min_digits) {
    enum { MOST = 20 };
    char digits[2 * MOST]; /* the second half is never shown */
    int at = MOST;
    for (; n > UINT32_MAX; n /= 10)
        digits[--at] = (char)('0' + n % 10);
    uint32_t small = (uint32_t)n; /* divides faster */
    for (; small >= 100; small /= 100)
        memcpy(digits + (at -= 2), PAIRS + 2 * (small % 100), 2);
    if (small >= 10)
        memcpy(digits + (at -= 2), PAIRS + 2 * small, 2);
    else
        digits[--at] = (char)('0' + small);
    while (MOST - at < min_digits && at > 0)
        digits[--at] = '0';
    tie_buf_reserve(buf, MOST);
    memcpy(buf->ptr + buf->len, digits + at, MOST); /* of a length that is known: no call */
    buf->len += (size_t)(MOST - at);
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
