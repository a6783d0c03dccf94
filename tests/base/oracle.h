/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of judges of other make, for tests that must agree with every row of them. Where the
 * tables are not present the tests say so and pass. */
#ifndef TIE_TESTS_BASE_ORACLE_H
#define TIE_TESTS_BASE_ORACLE_H

#include "base/err.h"
#include "base/io.h"
#include "tests/base/support.h"

#include <stdio.h>

enum { MAX_FIELDS = 12 };

typedef struct table {
    tie_str rest;
    int rows, agreed;
} table;

/* False, and a word on it, when the table is not there. */
static inline bool open_table(const char *name, table *out) {
    tie_str path =
        tie_arena_printf(&test_arena, "%s/oracles/arithmetic/%s", TIEOUT_SHARED_DIR, name);
    *out = (table){.rows = 0};
    if (!tie_io_exists(path)) {
        printf("skipped: no %s\n", path.ptr);
        return false;
    }
    ck_assert_int_eq(tie_io_read(&test_arena, path, 0, &out->rest, NULL), TIE_OK);
    return true;
}

/* Cuts the next piece off *s at a separator. */
static inline tie_str cut(tie_str *s, char separator) {
    size_t at = tie_str_find(*s, (tie_str){&separator, 1});
    tie_str piece = tie_str_sub(*s, 0, at);
    *s = tie_str_sub(*s, at < s->len ? at + 1 : at, s->len);
    return piece;
}

static inline bool next_row(table *t, tie_str *fields) {
    tie_str line = tie_str_trim(cut(&t->rest, '\n'));
    if (!line.len)
        return false;
    for (int i = 0; i < MAX_FIELDS; i++) {
        fields[i] = cut(&line, ',');
        if (fields[i].len >= 2 && fields[i].ptr[0] == '"')
            fields[i] = tie_str_sub(fields[i], 1, fields[i].len - 1);
    }
    return true;
}

static inline tie_dec number(tie_str s, int *decimals) {
    tie_dec out = {0, 0};
    ck_assert_msg(tie_dec_parse(s, &out, decimals) == TIE_OK, "bad number %.*s", TIE_FMT(s));
    return out;
}

static inline tie_dec unit_of(int decimals) { return (tie_dec){1, -decimals}; }

static inline tie_interval as_printed(tie_str s) {
    int decimals = 0;
    tie_dec x = number(s, &decimals);
    return tie_interval_rounding(x, unit_of(decimals));
}

/* operands: "now|before" or "a|b|...". */
static inline tie_interval recompute(tie_str operation, tie_str operands) {
    tie_interval first = as_printed(cut(&operands, '|')), out = first;
    if (tie_str_eq(operation, TIE_STR("pct_change"))) {
        ck_assert_int_eq(tie_interval_change_pct(as_printed(operands), first, &out), TIE_OK);
    } else if (tie_str_eq(operation, TIE_STR("share"))) {
        ck_assert_int_eq(tie_interval_div(first, as_printed(operands), &out), TIE_OK);
        out = tie_interval_scale(out, tie_dec_int(100));
    } else if (tie_str_eq(operation, TIE_STR("difference"))) {
        out = tie_interval_sub(first, as_printed(operands));
    } else {
        while (operands.len)
            out = tie_interval_add(out, as_printed(cut(&operands, '|')));
        if (tie_str_eq(operation, TIE_STR("average2")))
            out = tie_interval_scale(out, dec("0.5"));
    }
    return out;
}

#endif
