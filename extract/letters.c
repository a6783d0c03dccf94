/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who acts, by the letters that stand for a name that no list knows: "In 2017, the BHK closed 3
 * mills", "the Board of Harbour Keepers (BHK) fined 4 owners". */
#include "extract/claims.h"

static bool letters_at(const tie_reader *r, uint32_t t) {
    enum { SHORTEST = 3 };
    return tie_tok(r, t)->flags & TIE_TOKEN_UPPER && tie_tok(r, t)->kind == TIE_TOKEN_WORD &&
           tie_token_len(tie_tok(r, t)) >= SHORTEST;
}

static bool helps(const tie_reader *r, uint32_t t) {
    return tie_token_word(r, t, "has") || tie_token_word(r, t, "have") ||
           tie_token_word(r, t, "had") || tie_token_word(r, t, "also") ||
           tie_str_ends(tie_token_text(r, t), TIE_STR("ly"));
}

/* A verb of doing or telling stands at the token; not one of what befalls: "AIDS killed". */
static bool acts_at(const tie_reader *r, uint32_t token, uint32_t limit) {
    uint32_t t = token;
    while (t < limit && helps(r, t))
        t++;
    if (t == limit || !tie_str_ends(tie_token_text(r, t), TIE_STR("ed")))
        return t < limit && tie_found_at(r, t, limit, TIE_LEX_ATTRIBUTION);
    const tie_entry *verb = tie_found_at(r, t, limit, TIE_LEX_PREDICATE);
    return verb && !(r->rules->predicate_traits[verb->arg] & TIE_PREDICATE_GROWS);
}

static bool behind_time(const tie_sentence *s, uint32_t comma) {
    for (size_t i = 0; i < s->whens.count; i++)
        if (s->whens.items[i].end == comma)
            return true;
    return false;
}

/* A clause may begin at the token: at the start of the sentence, or behind a time. */
static bool opens_clause(const tie_reader *r, const tie_sentence *s, uint32_t token) {
    return token == s->begin || (tie_token_is(r, token - 1, ',') && behind_time(s, token - 1)) ||
           tie_token_word(r, token - 1, "that");
}

tie_str tie_read_letters(const tie_reader *reader, const tie_sentence *sentence, uint32_t begin) {
    enum { REACH = 40 };
    for (uint32_t t = begin; t-- > sentence->begin && begin - t < REACH;) {
        if (tie_token_is(reader, t, ';'))
            break;
        if (!letters_at(reader, t) || tie_found_at(reader, t, begin, TIE_LEX_PLACE))
            continue;
        bool bracket = t > sentence->begin + 1 && tie_token_is(reader, t - 1, '(') &&
                       tie_symbol_at(reader, t + 1, begin, ")") &&
                       tie_tok(reader, t - 2)->flags & TIE_TOKEN_CAPITAL;
        uint32_t first = t - (t > sentence->begin && tie_token_word(reader, t - 1, "the"));
        bool opens = bracket || opens_clause(reader, sentence, first);
        if (opens && acts_at(reader, t + 1 + bracket, begin))
            return tie_token_text(reader, t);
    }
    return (tie_str){0};
}
