/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/json_write.h"

#include "base/date.h"
#include "base/dec.h"
#include "reports/escape.h"

static void separate(tie_json *json) {
    if (json->comma)
        tie_buf_putc(json->buf, ',');
    json->comma = true;
}

void tie_json_open(tie_json *json, char bracket) {
    separate(json);
    tie_buf_putc(json->buf, bracket);
    json->comma = false;
}

void tie_json_close(tie_json *json, char bracket) {
    tie_buf_putc(json->buf, bracket);
    json->comma = true;
}

void tie_json_break(tie_json *json) {
    tie_buf_puts(json->buf, json->comma ? ",\n" : "\n");
    json->comma = false;
}

void tie_json_key(tie_json *json, const char *key) {
    separate(json);
    tie_buf_putc(json->buf, '"');
    tie_buf_puts(json->buf, key);
    tie_buf_puts(json->buf, "\":");
    json->comma = false;
}

void tie_json_str(tie_json *json, tie_str s) {
    separate(json);
    tie_buf_putc(json->buf, '"');
    tie_escape_json(json->buf, s);
    tie_buf_putc(json->buf, '"');
}

void tie_json_str_or_null(tie_json *json, tie_str s) {
    if (s.len)
        tie_json_str(json, s);
    else
        tie_json_null(json);
}

static void plain(tie_json *json, const char *text) {
    separate(json);
    tie_buf_puts(json->buf, text);
}

void tie_json_name(tie_json *json, const char *name) {
    if (name)
        tie_json_str(json, tie_str_c(name));
    else
        tie_json_null(json);
}

void tie_json_int(tie_json *json, uint64_t n) {
    separate(json);
    tie_buf_digits(json->buf, n, 1);
}

void tie_json_bool(tie_json *json, bool b) { plain(json, b ? "true" : "false"); }
void tie_json_null(tie_json *json) { plain(json, "null"); }

void tie_json_dec(tie_json *json, tie_dec d) {
    plain(json, "\"");
    tie_dec_render(json->buf, d);
    tie_buf_putc(json->buf, '"');
}

void tie_json_hex(tie_json *json, uint64_t hash) {
    separate(json);
    tie_buf_printf(json->buf, "\"%016llx\"", (unsigned long long)hash);
}

void tie_json_period(tie_json *json, tie_period period) {
    if (!period.known) {
        tie_json_null(json);
        return;
    }
    plain(json, "\"");
    tie_period_render(json->buf, period);
    tie_buf_putc(json->buf, '"');
}

static void end(tie_json *json, const char *key, bool absent, tie_dec value) {
    tie_json_key(json, key);
    if (absent)
        tie_json_null(json);
    else
        tie_json_dec(json, value);
}

void tie_json_ends(tie_json *json, const char *lo_key, const char *hi_key, tie_interval interval) {
    end(json, lo_key, interval.lo_inf, interval.lo);
    end(json, hi_key, interval.hi_inf, interval.hi);
}
