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
