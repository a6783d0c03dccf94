/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as a stream of calls. Commas come by themselves: a value follows its key, or the value
 * before it in an array. Decimals are strings (a reader must not round them), what is absent is
 * null. */
#ifndef TIE_REPORTS_JSON_WRITE_H
#define TIE_REPORTS_JSON_WRITE_H

#include "base/buf.h"

typedef struct tie_json {
    tie_buf *buf;
    bool comma; /* a value stands before the next one in the same object or array */
} tie_json;

static inline tie_json tie_json_new(tie_buf *buf) { return (tie_json){.buf = buf}; }

void tie_json_open(tie_json *json, char bracket); /* '{' or '[' */
void tie_json_close(tie_json *json, char bracket);
/* A line break before the next value of an array. */
void tie_json_break(tie_json *json);
void tie_json_key(tie_json *json, const char *key); /* a plain name of ours: not escaped */

void tie_json_str(tie_json *json, tie_str s);
void tie_json_str_or_null(tie_json *json, tie_str s); /* null when empty */
void tie_json_name(tie_json *json, const char *name); /* a plain name of ours, or null for NULL */
void tie_json_int(tie_json *json, uint64_t n);
void tie_json_bool(tie_json *json, bool b);
void tie_json_null(tie_json *json);
void tie_json_dec(tie_json *json, tie_dec d);
void tie_json_hex(tie_json *json, uint64_t hash); /* 16 hexadecimal digits, a string */
void tie_json_period(tie_json *json, tie_period period);
/* Two members: the ends of an interval, null where there is none. */
void tie_json_ends(tie_json *json, const char *lo_key, const char *hi_key, tie_interval interval);

/* Key and value in one call. */
#define TIE_JSON(kind, json, key, value) (tie_json_key(json, key), tie_json_##kind(json, value))

#endif
