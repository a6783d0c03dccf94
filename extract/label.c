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

/* Behind ": Northeast", ", North", "and East": words with a capital that open an item. */
static bool names_item(const tie_reader *r, uint32_t first, uint32_t token) {
    uint32_t t = token;
    t -= t > first && tie_token_is(r, t - 1, ':');
    uint32_t end = t;
    while (t > first && tie_tok(r, t - 1)->kind == TIE_TOKEN_WORD &&
           (tie_tok(r, t - 1)->flags & TIE_TOKEN_CAPITAL))
        t--;
    return t < end && t > first &&
           (tie_token_is(r, t - 1, ':') || tie_token_is(r, t - 1, ';') ||
            tie_token_is(r, t - 1, ',') || tie_token_word(r, t - 1, "and"));
}

void tie_draft_introduced(const tie_reader *reader, const tie_sentence *sentence, tie_draft *drafts,
                          size_t count) {
    uint32_t colon = sentence->begin;
    if (!(sentence->symbols & tie_symbol_bit(':')))
        return;
    while (colon < sentence->end && colon - sentence->begin < LABEL_TOKENS &&
           tie_tok(reader, colon)->kind == TIE_TOKEN_WORD)
        colon++;
    if (!count || colon == sentence->begin || !tie_symbol_at(reader, colon, sentence->end, ":") ||
        drafts[0].hedge_begin <= colon + 1)
        return;
    tie_noun noun = tie_read_noun(reader, sentence, sentence->begin, colon, false);
    if (noun.begin == noun.end || !(noun.person || tie_is_plural(reader, noun.head, colon)))
        return;
    for (size_t i = 0; i < count; i++) {
        tie_draft *d = &drafts[i];
        bool bare = d->noun.begin == d->noun.end && d->figure->form == TIE_FORM_DIGITS &&
                    d->hedge_begin == d->begin && !d->column;
        if (!bare || (d->in && d->in->kind != TIE_KIND_AMOUNT) ||
            !names_item(reader, colon, d->begin))
            continue;
        d->noun = noun;
        d->noun_shared = true;
    }
}
