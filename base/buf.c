/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include "base/eight.h"

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

static char *put_long(char *to, uint64_t n, int min_digits) {
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

/* The digits of a number below 10^8, one in each of the eight. Source: P. Khuong, How to print
 * integers really fast (2017). */
static uint64_t eight_digits(uint64_t n) {
    uint64_t fours = n / 10000 | (n % 10000) << 32;
    uint64_t hundreds = (fours * 10486 >> 20) & 0x0000007F0000007F;
    uint64_t pairs = hundreds | (fours - 100 * hundreds) << 16;
    uint64_t tens = (pairs * 103 >> 10) & 0x000F000F000F000F;
    return tens | (pairs - 10 * tens) << 8;
}

char *tie_put_digits(char *to, uint64_t n, int min_digits) {
    enum { MOST = 8, BELOW = 100000000 };
    if (n >= BELOW || min_digits > MOST)
        return put_long(to, n, min_digits);
    uint64_t digits = eight_digits(n), one = (uint64_t)1 << (8 * (MOST - min_digits));
    int zeros = __builtin_ctzll(digits | one) / 8; /* that are not printed */
    tie_eight_store(to, (digits | TIE_EIGHT('0')) >> (8 * zeros));
    return to + (MOST - zeros);
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
