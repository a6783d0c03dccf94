/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands before the items of a list. */
#include "extract/link.h"

tie_list_mark tie_link_read_mark(const tie_reader *r) {
    const tie_block *b = &r->block;
    if (b->continued)
        return (tie_list_mark){0};
    tie_str s = tie_str_trim(tie_str_sub(r->text, b->from.offset, b->span.start));
    tie_list_mark mark = {.bracket = s.len && s.ptr[0] == '('};
    if (mark.bracket)
        s = tie_str_sub(s, 1, s.len);
    bool letter = s.len > 1 && tie_ascii_alpha(s.ptr[0]);
    mark.sign = !s.len ? 0 : tie_ascii_digit(s.ptr[0]) ? '1' : letter ? 'a' : s.ptr[s.len - 1];
    if (letter && s.len == 2)
        mark.number = (uint32_t)(tie_ascii_lower(s.ptr[0]) - 'a') + 1;
    for (size_t i = 0; i < s.len && tie_ascii_digit(s.ptr[i]); i++)
        mark.number = mark.number * 10 + (uint32_t)(s.ptr[i] - '0');
    return mark;
}

uint32_t tie_link_marks_inside(const tie_reader *r, tie_list_mark *mark) {
    enum { LETTERS = 26 };
    tie_str text = tie_str_span(r->text, r->block.span);
    for (uint32_t found = 0;; found++) {
        bool letter = mark->sign == 'a' && mark->number < LETTERS;
        if (!mark->bracket || !mark->number || (mark->sign != '1' && !letter))
            return found;
        tie_str next = letter ? tie_arena_printf(r->scratch, "(%c)", (char)('a' + mark->number))
                              : tie_arena_printf(r->scratch, "(%u)", (unsigned)mark->number + 1);
        size_t at = tie_str_find(text, next);
        if (at == text.len)
            return found;
        text = tie_str_sub(text, at, text.len); /* the next one stands behind it */
        mark->number++;
    }
}
