/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing buffer of output bytes in an arena. Renderers write into it; the caller writes it out.
 */
#ifndef TIE_BASE_BUF_H
#define TIE_BASE_BUF_H

#include "base/arena.h"

typedef struct tie_buf {
    tie_arena *arena;
    char *ptr;
    size_t len, capacity;
} tie_buf;

static inline tie_buf tie_buf_new(tie_arena *arena) { return (tie_buf){.arena = arena}; }
static inline tie_str tie_buf_str(const tie_buf *buf) { return (tie_str){buf->ptr, buf->len}; }

void tie_buf_reserve(tie_buf *buf, size_t more_bytes);
void tie_buf_add(tie_buf *buf, tie_str s);
void tie_buf_putc(tie_buf *buf, char c);
void tie_buf_puts(tie_buf *buf, const char *c);
/* The decimal digits of n, with zeros before them up to min_digits (at most 20). */
void tie_buf_digits(tie_buf *buf, uint64_t n, int min_digits);
/* The same at `to`, which has room for TIE_DIGITS_ROOM; returns what is behind. */
char *tie_put_digits(char *to, uint64_t n, int min_digits);
enum { TIE_DIGITS_ROOM = 21 };
void tie_buf_printf(tie_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
