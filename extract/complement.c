/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What narrows a counted noun; above all what stands behind it: "cases of drug crime", "people aged
 * under five", "four injured, including the gunman". Such words distinguish as those before the
 * noun do. */
#include "extract/claims.h"

enum { LONGEST = 9 };

typedef TIE_VEC(tie_str) words;

tie_strs tie_modifiers(tie_reader *reader, uint32_t begin, uint32_t end) {
    words all = {0};
    for (uint32_t t = begin; t < end; t++)
        if (tie_tok(reader, t)->kind == TIE_TOKEN_WORD &&
            !tie_found_at(reader, t, end, TIE_LEX_NEUTRAL) &&
            !tie_found_at(reader, t, end, TIE_LEX_STOP))
            *TIE_PUSH(reader->out, &all) = tie_token_fold(reader, reader->out, t);
    return (tie_strs){all.items, all.count};
}

static bool inner(const tie_reader *r, uint32_t t) {
    static const char *const joints[] = {"of", "and", "or", "in", "the", "a", "an"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (tie_token_word(r, t, joints[i]))
            return true;
    return false;
}

/* Dates and places say when and where, not what; a figure opens another claim. */
static bool ends(const tie_reader *r, uint32_t t, uint32_t limit) {
    static const tie_lex others[] = {TIE_LEX_MONTH,      TIE_LEX_WEEKDAY,    TIE_LEX_PERIOD_UNIT,
                                     TIE_LEX_PERIOD_CUE, TIE_LEX_NATIONWIDE, TIE_LEX_PLACE,
                                     TIE_LEX_CHANGE,     TIE_LEX_ATTRIBUTION};
    const tie_token *token = tie_tok(r, t);
    if (token->kind == TIE_TOKEN_NUMBER || (token->flags & TIE_TOKEN_GAP))
        return true;
    if (token->kind == TIE_TOKEN_SYMBOL)
        return !(tie_token_is(r, t, '-') && tie_glued(r, t));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (tie_found_at(r, t, limit, others[i]))
            return true;
    return tie_found_at(r, t, limit, TIE_LEX_STOP) && !inner(r, t) &&
           !tie_found_at(r, t, limit, TIE_LEX_COMPLEMENT);
}

/* The words of the phrase from `begin` on; none where a figure stands in it. */
static uint32_t read_phrase(tie_reader *r, uint32_t begin, uint32_t limit, words *out) {
    uint32_t t = begin, end = begin + LONGEST < limit ? begin + LONGEST : limit;
    for (; t < end && !ends(r, t, limit); t++)
        if (tie_tok(r, t)->kind == TIE_TOKEN_WORD && !inner(r, t) &&
            !tie_found_at(r, t, limit, TIE_LEX_NEUTRAL) && !tie_found_at(r, t, limit, TIE_LEX_STOP))
            *TIE_PUSH(r->out, out) = tie_token_fold(r, r->out, t);
    return t;
}

/* "excluding foreigners" is marked by the cue, so that it is not "including foreigners". It may
 * stand at the end of the clause: "712 people fell ill in Italy, excluding the crew". */
static void read_scope(tie_reader *r, uint32_t begin, uint32_t limit, words *out) {
    const tie_entry *scope = NULL;
    if (!(r->lexes >> TIE_LEX_SCOPE & 1))
        return;
    for (; !scope && begin < limit; begin += !scope)
        scope = tie_found_at(r, begin, limit, TIE_LEX_SCOPE);
    size_t before = out->count;
    if (!scope)
        return;
    uint32_t behind = begin + scope->tokens, end = read_phrase(r, behind, limit, out);
    bool lists = end < limit && tie_tok(r, end)->kind == TIE_TOKEN_NUMBER;
    if (lists || out->count == before) /* "including 12 children" tells of a part */
        out->count = before;
    else
        *TIE_PUSH(r->out, out) = scope->arg ? TIE_STR("excluding") : TIE_STR("including");
}

/* "on", "for"; not what money may be. */
static const tie_entry *purpose_at(const tie_reader *r, uint32_t t, uint32_t limit) {
    const tie_entry *e = tie_found_at(r, t, limit, TIE_LEX_PURPOSE);
    return e && !e->arg ? e : NULL;
}

/* Behind "were spent", "was invested" at token, or token. */
static uint32_t over_passive(const tie_reader *r, uint32_t token, uint32_t limit) {
    enum { AUXILIARIES = 3 };
    for (uint32_t t = token; t < limit && t <= token + AUXILIARIES; t++) {
        const tie_entry *verb = tie_found_at(r, t, limit, TIE_LEX_PREDICATE);
        if (verb)
            return t + verb->tokens;
        if (!tie_found_at(r, t, limit, TIE_LEX_STOP) || purpose_at(r, t, limit))
            break;
    }
    return token;
}

/* "4.2 billion euros on roads", "4.2 billion euros a year was spent on roads": the last word of
 * what it goes to is what it counts. */
bool tie_purpose(tie_reader *reader, uint32_t begin, uint32_t limit, tie_claim *claim) {
    const tie_entry *every = tie_found_at(reader, begin, limit, TIE_LEX_EVERY); /* annually */
    begin = over_passive(reader, every ? begin + every->tokens : begin, limit);
    const tie_entry *cue = purpose_at(reader, begin, limit);
    words out = {0};
    uint32_t behind = cue ? begin + cue->tokens : begin,
             end = cue ? read_phrase(reader, behind, limit, &out) : begin;
    if (!out.count)
        return false;
    tie_span span = tie_tokens_span(reader, behind, end);
    claim->noun = tie_arena_str(reader->out, tie_str_span(reader->text, span));
    claim->head = out.items[out.count - 1];
    claim->modifiers = (tie_strs){out.items, out.count - 1};
    return true;
}

/* "visitors with children | were", "visitors over sixty came": such words narrow the noun only
 * where its verb follows them. */
static bool closed_by_verb(const tie_reader *r, uint32_t t, uint32_t limit) {
    return t < limit && tie_tok(r, t)->kind == TIE_TOKEN_WORD &&
           (tie_found_at(r, t, limit, TIE_LEX_PREDICATE) ||
            tie_found_at(r, t, limit, TIE_LEX_STOP)) &&
           !tie_found_at(r, t, limit, TIE_LEX_PERIOD_UNIT);
}

tie_strs tie_complement(tie_reader *reader, tie_strs modifiers, uint32_t behind, uint32_t limit) {
    words out = {0};
    uint32_t t = behind;
    const tie_entry *cue = tie_found_at(reader, t, limit, TIE_LEX_COMPLEMENT);
    if (cue && cue->arg) {
        uint32_t end = read_phrase(reader, t + cue->tokens, limit, &out);
        out.count = closed_by_verb(reader, end, limit) ? out.count : 0;
        t = out.count ? end : t;
    } else if (cue) {
        t = read_phrase(reader, t + cue->tokens, limit, &out);
        if (!out.count && behind + cue->tokens < limit) /* "children aged under five" */
            *TIE_PUSH(reader->out, &out) = cue->form;
    }
    read_scope(reader, t, limit, &out);
    if (!out.count)
        return modifiers;
    words all = {0};
    for (size_t i = 0; i < modifiers.count; i++)
        *TIE_PUSH(reader->out, &all) = modifiers.items[i];
    for (size_t i = 0; i < out.count; i++)
        *TIE_PUSH(reader->out, &all) = out.items[i];
    return (tie_strs){all.items, all.count};
}
