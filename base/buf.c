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

char *tie_put_digits(char *to, uint64_t n, int min_digits) {
    unsigned pairs[TIE_DIGITS_ROOM / 2];
    int count = 0;
    for (; n >= 100; n /= 100)
        pairs[count++] = (unsigned)(n % 100);
    for (int digits = 2 * count + (n < 10 ? 1 : 2); digits < min_digits; digits++)
        *to++ = '0';
    memcpy(to, PAIRS + 2 * n + (n < 10), 2); /* behind one digit, one that is written over */
    to += n < 10 ? 1 : 2;
    while (count) {
        memcpy(to, PAIRS + 2 * pairs[--count], 2);
        to += 2;
    }
    return to;
}

void tie_buf_digits(tie_buf *buf, uint64_t n, int min_digits) {
    tie_buf_reserve(buf, TIE_DIGITS_ROOM);
    buf->len = (size_t)(tie_put_digits(buf->ptr + buf->len, n, min_digits) - buf->ptr);
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
