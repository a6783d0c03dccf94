/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/wording.h"

/* Printed before a figure so that a reader sees what its interval comes from. */
static const char *hedge_words(tie_hedge hedge) {
    switch (hedge) {
    case TIE_HEDGE_MORE_THAN:
        return "more than ";
    case TIE_HEDGE_AT_LEAST:
        return "at least ";
    case TIE_HEDGE_LESS_THAN:
        return "less than ";
    case TIE_HEDGE_AT_MOST:
        return "at most ";
    case TIE_HEDGE_UP_TO:
        return "up to ";
    case TIE_HEDGE_NEARLY:
        return "nearly ";
    case TIE_HEDGE_APPROX:
        return "about ";
    case TIE_HEDGE_EXACT:
    case TIE_HEDGE_BETWEEN:
    case TIE_HEDGE_SEVERAL:
        break;
    }
    return "";
}

void tie_word_claim(tie_buf *buf, const tie_claim *claim) {
    tie_buf_puts(buf, hedge_words(claim->hedge));
    tie_word_text(buf, claim->text);
}

void tie_word_text(tie_buf *buf, tie_str text) {
    for (size_t i = 0; i < text.len; i++) {
        bool space = tie_ascii_space(text.ptr[i]);
        if (!space)
            tie_buf_putc(buf, text.ptr[i]);
        else if (i == 0 || !tie_ascii_space(text.ptr[i - 1]))
            tie_buf_putc(buf, ' ');
    }
}

void tie_word_count(tie_buf *buf, size_t count, const char *one, const char *many) {
    tie_dec_render_grouped(buf, tie_dec_int((int64_t)count));
    tie_buf_printf(buf, " %s", count == 1 ? one : many);
}

void tie_word_fixed(tie_buf *buf, tie_dec value, int places) {
    size_t from = buf->len;
    tie_dec_render_grouped(buf, value);
    tie_str printed = {buf->ptr + from, buf->len - from};
    size_t point = tie_str_find(printed, TIE_STR("."));
    int behind = point < printed.len ? (int)(printed.len - point - 1) : 0;
    if (behind == 0 && places > 0)
        tie_buf_putc(buf, '.');
    for (; behind < places; behind++)
        tie_buf_putc(buf, '0');
}

tie_str tie_word_p(tie_arena *arena, double p) {
    return p < 0.0001 ? TIE_STR("< 0.0001") : tie_arena_printf(arena, "= %.4f", p);
}
