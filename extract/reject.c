/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that are no claims, and why. Each test looks at the words around one figure; the first
 * that speaks wins. */
#include "extract/claims.h"

enum { TITLE_TOKENS = 13, SCHEME_REACH = 12 };

static bool digits(const tie_figure *f) {
    return f->form == TIE_FORM_DIGITS || f->form == TIE_FORM_ORDINAL;
}

/* Letters or a hyphenated name glued to it: COVID-19, 747a, G20, 3D. */
static const char *identifier(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    bool currency = tie_found_before(r, f->begin, s->begin, TIE_LEX_UNIT_BEFORE) != NULL;
    if ((tie_tok(r, f->begin)->flags & TIE_TOKEN_TAIL) && !currency) /* USD50 */
        return "identifier";
    if (f->begin > s->begin + 1 && tie_symbol_at(r, f->begin - 1, s->end, "-") &&
        tie_glued(r, f->begin) && tie_glued(r, f->begin - 1) &&
        tie_tok(r, f->begin - 2)->kind == TIE_TOKEN_WORD)
        return "identifier";
    bool letters = f->end < s->end && tie_glued(r, f->end) &&
                   tie_tok(r, f->end)->kind == TIE_TOKEN_WORD && f->form == TIE_FORM_DIGITS &&
                   !(tie_tok(r, f->end)->flags & TIE_TOKEN_SUFFIX);
    if (letters && !tie_found_at(r, f->end, s->end, TIE_LEX_UNIT) && !f->scale &&
        tie_tok(r, f->end)->end - tie_tok(r, f->end)->start <= 3)
        return "identifier";
    if (f->begin > s->begin && (tie_symbol_at(r, f->begin - 1, s->end, "#") ||
                                tie_symbol_at(r, f->begin - 1, s->end, "\xC2\xA7")))
        return "identifier";
    uint32_t before = f->begin - (f->begin > s->begin && tie_token_is(r, f->begin - 1, '.'));
    if (before > s->begin && tie_found_before(r, before, s->begin, TIE_LEX_IDENTIFIER))
        return "identifier";
    return NULL;
}

/* 10:00, 1.2.3, 3·19, 555-12-34, http://... */
static const char *compound(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    for (uint32_t t = f->begin; t > s->begin && f->begin - t < SCHEME_REACH && tie_glued(r, t); t--)
        if (tie_symbol_at(r, t - 1, s->end, "/") && t - 1 > s->begin &&
            (tie_symbol_at(r, t - 2, s->end, "/") || tie_symbol_at(r, t - 2, s->end, ":")))
            return "address";
    bool colon_after = tie_symbol_at(r, f->end, s->end, ":") && tie_glued(r, f->end) &&
                       f->end + 1 < s->end && tie_glued(r, f->end + 1) &&
                       tie_tok(r, f->end + 1)->kind == TIE_TOKEN_NUMBER;
    bool colon_before = f->begin > s->begin + 1 && tie_symbol_at(r, f->begin - 1, s->end, ":") &&
                        tie_glued(r, f->begin) && tie_glued(r, f->begin - 1) &&
                        tie_tok(r, f->begin - 2)->kind == TIE_TOKEN_NUMBER;
    if (colon_after || colon_before)
        return "clock";
    if (tie_word_at(r, f->end, s->end, "a.m") || tie_word_at(r, f->end, s->end, "p.m") ||
        tie_word_at(r, f->end, s->end, "am") || tie_word_at(r, f->end, s->end, "pm") ||
        tie_word_at(r, f->end, s->end, "o'clock"))
        return "clock";
    static const char *const joints[] = {".", "\xC2\xB7", "-", "/"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        bool after = tie_symbol_at(r, f->end, s->end, joints[i]) && tie_glued(r, f->end) &&
                     f->end + 1 < s->end && tie_glued(r, f->end + 1) &&
                     tie_tok(r, f->end + 1)->kind == TIE_TOKEN_NUMBER;
        bool before = f->begin > s->begin + 1 &&
                      tie_symbol_at(r, f->begin - 1, s->end, joints[i]) && tie_glued(r, f->begin) &&
                      tie_glued(r, f->begin - 1) &&
                      tie_tok(r, f->begin - 2)->kind == TIE_TOKEN_NUMBER;
        if ((after || before) && !f->range)
            return i == 2 ? "phone" : "identifier";
    }
    return NULL;
}

/* A mark at the end of a sentence: "of drugs.20 In 2023". */
static const char *footnote(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    bool stop = f->begin > 1 && tie_glued(r, f->begin) && tie_glued(r, f->begin - 1) &&
                tie_token_is(r, f->begin - 1, '.') &&
                tie_tok(r, f->begin - 2)->kind == TIE_TOKEN_WORD;
    bool bracket = f->begin > s->begin && tie_symbol_at(r, f->begin - 1, s->end, "[") &&
                   tie_symbol_at(r, f->end, s->end, "]");
    return stop || bracket ? "footnote mark" : NULL;
}

/* A slogan or name in quotation marks of a few words: "two unification", "Hundred Days Action". */
static const char *title(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t open = f->begin, close = f->end;
    bool straight = false, found = false;
    while (open > s->begin && f->begin - open < TITLE_TOKENS && !found) {
        open--;
        straight = tie_symbol_at(r, open, s->end, "\"");
        found = straight || tie_symbol_at(r, open, s->end, "\xE2\x80\x9C") ||
                tie_symbol_at(r, open, s->end, "\xE2\x80\x98");
        if (tie_symbol_at(r, open, s->end, "\xE2\x80\x9D"))
            return NULL;
    }
    if (!found)
        return NULL;
    if (straight) {
        unsigned marks = 0;
        for (uint32_t t = s->begin; t <= open; t++)
            marks += tie_symbol_at(r, t, s->end, "\"");
        if (marks % 2 == 0)
            return NULL;
    }
    while (close < s->end && close - open < TITLE_TOKENS) {
        if (tie_symbol_at(r, close, s->end, straight ? "\"" : "\xE2\x80\x9D") ||
            tie_symbol_at(r, close, s->end, "\xE2\x80\x99"))
            return "title";
        close++;
    }
    return NULL;
}

/* "18th National Congress", "Five-Year Plan", "the second wave". */
static const char *event(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                         const tie_noun *noun) {
    if (f->form == TIE_FORM_ORDINAL) {
        bool row = tie_word_at(r, f->end, s->end, "consecutive") ||
                   tie_word_at(r, f->end, s->end, "straight") ||
                   tie_word_at(r, f->end, s->end, "successive");
        if (row)
            return NULL;
        if (tie_tok(r, f->begin)->kind != TIE_TOKEN_NUMBER)
            return "ordinal";
        if (noun->begin == noun->end)
            return "ordinal";
        for (uint32_t t = noun->begin; t < noun->end + 2 && t < s->end; t++)
            if ((t < noun->end && (tie_tok(r, t)->flags & TIE_TOKEN_CAPITAL)) ||
                tie_found_at(r, t, s->end, TIE_LEX_EVENT))
                return "event name";
        return NULL;
    }
    bool capital = f->form == TIE_FORM_WORDS && (tie_tok(r, f->begin)->flags & TIE_TOKEN_CAPITAL) &&
                   f->begin > s->begin;
    if (capital && noun->begin != noun->end && (tie_tok(r, noun->begin)->flags & TIE_TOKEN_CAPITAL))
        return "title";
    return NULL;
}

/* "one of", "two-pronged", "the two": words that count nothing. */
static const char *pronoun(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                           const tie_noun *noun, const tie_entry *unit) {
    if (f->form != TIE_FORM_WORDS || unit || f->scale || f->range || f->negative)
        return NULL;
    bool one = tie_dec_cmp(f->value, tie_dec_int(1)) == 0;
    bool hyphened = tie_symbol_at(r, f->end, s->end, "-") && tie_glued(r, f->end);
    if (hyphened && !noun->person)
        return "part of a word";
    if (one) {
        bool stressed = f->begin > s->begin && (tie_word_at(r, f->begin - 1, s->end, "only") ||
                                                tie_word_at(r, f->begin - 1, s->end, "just"));
        return noun->person || (stressed && noun->end > noun->begin) ? NULL : "pronoun";
    }
    if (noun->begin == noun->end && tie_dec_cmp(f->value, tie_dec_int(13)) < 0)
        return "pronoun";
    return NULL;
}

/* A number alone on its line, or a list mark that no one took off. */
static const char *furniture(const tie_reader *r, const tie_figure *f) {
    return r->tokens.count == 1 && f->begin == 0 && r->block.kind != TIE_BLOCK_ROW ? "page number"
                                                                                   : NULL;
}

const char *tie_reject_figure(const tie_reader *reader, const tie_sentence *sentence,
                              const tie_figure *figure, const tie_noun *noun,
                              const tie_entry *unit) {
    if (figure->reject)
        return figure->reject;
    const char *why = furniture(reader, figure);
    if (!why && digits(figure))
        why = identifier(reader, sentence, figure);
    if (!why && digits(figure))
        why = compound(reader, sentence, figure);
    if (!why && figure->form == TIE_FORM_DIGITS)
        why = footnote(reader, sentence, figure);
    if (!why)
        why = title(reader, sentence, figure);
    if (!why)
        why = event(reader, sentence, figure, noun);
    if (!why)
        why = pronoun(reader, sentence, figure, noun, unit);
    return why;
}
