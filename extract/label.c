/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a label and its value: "Late ballots: 412", "Grain stocks (tonnes): 5,640". The label
 * says what the figure counts, and may hold its unit in parentheses. */
#include "extract/draft.h"

enum { LABEL_TOKENS = 10 };

/* First token of the label that ends in a colon before the figure; the figure's own when there is
 * none. */
static uint32_t label_begin(const tie_reader *r, const tie_sentence *s, uint32_t colon) {
    for (uint32_t t = colon; t > s->begin && colon - t < LABEL_TOKENS;) {
        t--;
        const tie_token *token = tie_tok(r, t);
        bool inner = token->kind == TIE_TOKEN_WORD || tie_token_is(r, t, '(') ||
                     tie_token_is(r, t, ')') || tie_token_is(r, t, '-') || tie_token_is(r, t, '%');
        if (!inner)
            return colon;
        if (t == 0 || (token->flags & TIE_TOKEN_LINE))
            return t;
    }
    return colon;
}

/* The figure is the last of its line. */
static bool closes_line(const tie_reader *r, const tie_sentence *s, uint32_t end) {
    return end >= s->end || (tie_tok(r, end)->flags & TIE_TOKEN_LINE) ||
           tie_token_is(r, end, '(') || tie_token_is(r, end, ';') ||
           (tie_token_is(r, end, '.') && end + 1 >= s->end);
}

/* "184 sites, comprising: Southern Hills: 41": sites are counted, the label names the part. */
static bool names_part(const tie_reader *r) {
    return r->block.kind == TIE_BLOCK_ITEM && r->context.in_list && r->context.list.total_count;
}

bool tie_draft_label(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft) {
    uint32_t colon = draft->begin - 1;
    if (draft->begin == sentence->begin || !tie_token_is(reader, colon, ':') ||
        !closes_line(reader, sentence, draft->end))
        return false;
    uint32_t begin = label_begin(reader, sentence, colon), end = begin;
    while (end < colon && !tie_token_is(reader, end, '('))
        end++;
    const tie_entry *unit = end < colon ? tie_found_at(reader, end + 1, colon, TIE_LEX_UNIT) : NULL;
    if (unit && !draft->in) {
        draft->unit = unit;
        draft->in = tie_unit_of(reader, unit);
    }
    draft->noun = (tie_noun){draft->end, draft->end, draft->end, false};
    if (names_part(reader))
        return begin < colon;
    tie_noun noun = tie_read_noun(reader, sentence, begin, end, false);
    bool heads = noun.end > noun.begin &&
                 (draft->in || noun.person || tie_is_plural(reader, noun.head, end));
    if (heads)
        draft->noun = noun;
    return begin < colon;
}
