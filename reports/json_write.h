/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as a stream of calls. Commas come by themselves: a value follows its key, or the value
 * before it in an array. Decimals are strings (a reader must not round them), what is absent is
 * null. */
#ifndef TIE_REPORTS_JSON_WRITE_H
#define TIE_REPORTS_JSON_WRITE_H

#include "base/buf.h"

typedef struct tie_writer {
    tie_buf *buf;
    bool comma; /* a value stands before the next one in the same object or array */
} tie_writer;

static inline tie_writer tie_writer_new(tie_buf *buf) { return (tie_writer){.buf = buf}; }

void tie_writer_open(tie_writer *json, char bracket); /* '{' or '[' */
void tie_writer_close(tie_writer *json, char bracket);
/* A line break before the next value of an array. */
void tie_writer_break(tie_writer *json);
void tie_writer_key(tie_writer *json, const char *key); /* a plain name of ours: not escaped */

void tie_writer_str(tie_writer *json, tie_str s);
void tie_writer_str_or_null(tie_writer *json, tie_str s); /* null when empty */
void tie_writer_name(tie_writer *json,
                     const char *name); /* a plain name of ours, or null for NULL */
void tie_writer_int(tie_writer *json, uint64_t n);
void tie_writer_bool(tie_writer *json, bool b);
void tie_writer_null(tie_writer *json);
void tie_writer_dec(tie_writer *json, tie_dec d);
void tie_writer_double(tie_writer *json, double x);   /* a statistic: a number; null for infinity */
void tie_writer_exact(tie_writer *json, double x);    /* the same, to the last bit */
void tie_writer_hex(tie_writer *json, uint64_t hash); /* 16 hexadecimal digits, a string */
void tie_writer_period(tie_writer *json, tie_period period);
/* Two members: the ends of an interval, null where there is none. */
void tie_writer_ends(tie_writer *json, const char *lo_key, const char *hi_key,
                     tie_interval interval);

/* Key and value in one call. */
#define TIE_JSON(kind, json, key, value) (tie_writer_key(json, key), tie_writer_##kind(json, value))

#endif
