/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/json_write.h"

#include "base/date.h"
#include "base/dec.h"
#include "reports/escape.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void separate(tie_writer *json) {
    if (json->comma)
        tie_buf_putc(json->buf, ',');
    json->comma = true;
}

void tie_writer_open(tie_writer *json, char bracket) {
    separate(json);
    tie_buf_putc(json->buf, bracket);
    json->comma = false;
}

void tie_writer_close(tie_writer *json, char bracket) {
    tie_buf_putc(json->buf, bracket);
    json->comma = true;
}

void tie_writer_break(tie_writer *json) {
    tie_buf_puts(json->buf, json->comma ? ",\n" : "\n");
    json->comma = false;
}

void tie_writer_key(tie_writer *json, const char *key) {
    separate(json);
    tie_buf_putc(json->buf, '"');
    tie_buf_puts(json->buf, key);
    tie_buf_puts(json->buf, "\":");
    json->comma = false;
}

void tie_writer_str(tie_writer *json, tie_str s) {
    separate(json);
    tie_buf_putc(json->buf, '"');
    tie_escape_json(json->buf, s);
    tie_buf_putc(json->buf, '"');
}

void tie_writer_str_or_null(tie_writer *json, tie_str s) {
    if (s.len)
        tie_writer_str(json, s);
    else
        tie_writer_null(json);
}

static void plain(tie_writer *json, const char *text) {
    separate(json);
    tie_buf_puts(json->buf, text);
}

void tie_writer_name(tie_writer *json, const char *name) {
    if (name)
        tie_writer_str(json, tie_str_c(name));
    else
        tie_writer_null(json);
}

void tie_writer_int(tie_writer *json, uint64_t n) {
    separate(json);
    tie_buf_digits(json->buf, n, 1);
}

void tie_writer_bool(tie_writer *json, bool b) { plain(json, b ? "true" : "false"); }
void tie_writer_null(tie_writer *json) { plain(json, "null"); }

void tie_writer_dec(tie_writer *json, tie_dec d) {
    plain(json, "\"");
    tie_dec_render(json->buf, d);
    tie_buf_putc(json->buf, '"');
}

void tie_writer_double(tie_writer *json, double x) {
    if (!isfinite(x)) {
        tie_writer_null(json);
        return;
    }
    separate(json);
    tie_buf_printf(json->buf, "%.12g", x);
}

/* The shortest of these that is read as the same number. */
void tie_writer_exact(tie_writer *json, double x) {
    char digits[32];
    if (!isfinite(x)) {
        tie_writer_null(json);
        return;
    }
    for (int precision = 12; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, x);
        if (strtod(digits, NULL) == x)
            break;
    }
    plain(json, digits);
}

void tie_writer_hex(tie_writer *json, uint64_t hash) {
    separate(json);
    tie_buf_printf(json->buf, "\"%016llx\"", (unsigned long long)hash);
}

void tie_writer_period(tie_writer *json, tie_period period) {
    if (!period.known) {
        tie_writer_null(json);
        return;
    }
    plain(json, "\"");
    tie_period_render(json->buf, period);
    tie_buf_putc(json->buf, '"');
}

static void end(tie_writer *json, const char *key, bool absent, tie_dec value) {
    tie_writer_key(json, key);
    if (absent)
        tie_writer_null(json);
    else
        tie_writer_dec(json, value);
}

void tie_writer_ends(tie_writer *json, const char *lo_key, const char *hi_key,
                     tie_interval interval) {
    end(json, lo_key, interval.lo_inf, interval.lo);
    end(json, hi_key, interval.hi_inf, interval.hi);
}
