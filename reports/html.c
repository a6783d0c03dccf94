/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/html.h"

#include "base/dec.h"
#include "base/str.h"
#include "reports/escape.h"

void tie_html_text(tie_buf *out, tie_str words) { tie_escape_html(out, words); }

void tie_html_count(tie_buf *out, uint64_t count) {
    tie_dec_render_grouped(out, tie_dec_int((int64_t)count));
}

size_t tie_html_cut(tie_str words, size_t max) {
    if (words.len <= max)
        return words.len;
    while (max > 0 && ((unsigned char)words.ptr[max] & 0xC0) == 0x80)
        max--;
    return max;
}

void tie_html_short(tie_buf *out, tie_str words, size_t max) {
    size_t len = tie_html_cut(words, max);
    tie_html_text(out, tie_str_sub(words, 0, len));
    tie_html_tag(out, len < words.len ? "…" : "");
}

static const struct {
    const char *code;
    tie_family family;
} FAMILIES[] = {
    {"compare", TIE_FAMILY_TIES},    {"contain", TIE_FAMILY_TIES},
    {"cumulative", TIE_FAMILY_TIES}, {"direction", TIE_FAMILY_TIES},
    {"date", TIE_FAMILY_TIES},       {"trend", TIE_FAMILY_TRENDS},
    {"repeat", TIE_FAMILY_REPEATS},  {"suppress", TIE_FAMILY_SUPPRESSIONS},
};

tie_family tie_family_of(const tie_finding *row) {
    for (size_t i = 0; i < sizeof FAMILIES / sizeof *FAMILIES; i++) {
        if (tie_str_eq(row->code, tie_str_c(FAMILIES[i].code)))
            return FAMILIES[i].family;
    }
    return TIE_FAMILY_ARITHMETIC;
}

const char *tie_family_name(tie_family family) {
    static const char *const NAMES[] = {"comparisons", "arithmetic", "trends", "repeats",
                                        "suppressions"};
    return family < TIE_FAMILY_COUNT ? NAMES[family] : "";
}
