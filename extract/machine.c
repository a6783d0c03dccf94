/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that programs write: places in files, options, versions, records, tuples, terms of
 * formulas. */
#include "extract/claims.h"

enum { OPTION_REACH = 48 };

/* "#4711", "%20" in an address, "read_2_5"; markup is no token, so the bytes tell. */
static bool marked(const tie_reader *r, const tie_figure *f) {
    size_t at = tie_tok(r, f->begin)->start;
    if (at < 2)
        return at == 1 && r->text.ptr[0] == '#';
    char mark = r->text.ptr[at - 1], before = r->text.ptr[at - 2];
    return mark == '#' || mark == '%' ||
           (mark == '_' && (tie_ascii_alpha(before) || tie_ascii_digit(before)));
}

/* "sails.c:78", "libsail.so.4.3": glued to a name with an extension; but "in the U.S.5 men". */
static bool of_file(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    enum { NAME = 4 }; /* sails . c : */
    uint32_t name = f->begin - NAME;
    if (f->begin < s->begin + NAME || tie_initial(r, name))
        return false;
    for (uint32_t t = name + 1; t <= f->begin; t++)
        if (!tie_glued(r, t))
            return false;
    return tie_tok(r, name)->kind == TIE_TOKEN_WORD && tie_token_is(r, name + 1, '.') &&
           tie_tok(r, name + 2)->kind == TIE_TOKEN_WORD &&
           (tie_token_is(r, name + 3, ':') || tie_token_is(r, name + 3, '.'));
}

/* "2.49.x" */
static bool series(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    return tie_symbol_at(r, f->end, s->end, ".") && tie_glued(r, f->end) &&
           tie_word_at(r, f->end + 1, s->end, "x") && tie_glued(r, f->end + 1);
}

/* "the 3.9 version"; but "a decline of 1.8 pp", which are pages in front of a number. */
static bool version(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    const tie_entry *e =
        f->decimals && !f->scale ? tie_found_at(r, f->end, s->end, TIE_LEX_IDENTIFIER) : NULL;
    return e && !tie_found_at(r, f->end, s->end, TIE_LEX_UNIT) &&
           !tie_is_plural(r, f->end + e->tokens - 1, s->end);
}

/* "--keyword=tr:1,2": what follows a word with two hyphens and no blank. */
static bool of_option(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t t = f->begin;
    while (t > s->begin && tie_glued(r, t) && f->begin - t < OPTION_REACH)
        t--;
    return t + 2 < f->begin && tie_token_is(r, t, '-') && tie_token_is(r, t + 1, '-') &&
           tie_tok(r, t + 2)->kind == TIE_TOKEN_WORD;
}

static bool long_number(const tie_reader *r, uint32_t token, size_t digits) {
    return tie_tok(r, token)->kind == TIE_TOKEN_NUMBER &&
           tie_token_len(tie_tok(r, token)) == digits;
}

/* "646461 Leak in the reader", "646462 Leak in the writer": each line of a list opens with a number
 * of as many digits, and a capital behind it. */
static bool record(const tie_reader *r, const tie_figure *f) {
    enum { LEAST = 5, REACH = 40 };
    uint32_t t = f->begin, count = (uint32_t)r->tokens.count;
    size_t digits = tie_token_len(tie_tok(r, t));
    bool shaped = digits >= LEAST && f->end == t + 1 && f->end < count &&
                  (t == 0 || tie_tok(r, t)->flags & TIE_TOKEN_LINE) &&
                  tie_tok(r, f->end)->kind == TIE_TOKEN_WORD &&
                  tie_tok(r, f->end)->flags & TIE_TOKEN_CAPITAL &&
                  tie_str_find(tie_token_text(r, t), TIE_STR(",")) == digits;
    if (!shaped || r->block.kind == TIE_BLOCK_ROW)
        return false;
    for (uint32_t next = t + 1; next < count && next - t < REACH; next++)
        if (tie_tok(r, next)->flags & TIE_TOKEN_LINE)
            return long_number(r, next, digits);
    for (uint32_t before = t; before-- > 0 && t - before < REACH;)
        if (before == 0 || tie_tok(r, before)->flags & TIE_TOKEN_LINE)
            return long_number(r, before, digits);
    return false;
}

static bool of_tuple(const tie_reader *r, uint32_t token) {
    return tie_tok(r, token)->kind == TIE_TOKEN_NUMBER || tie_token_is(r, token, ',') ||
           tie_token_is(r, token, '-');
}

/* "(2,3,-4)": numbers in a bracket that commas without blanks divide. */
static bool tuple(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t first = f->begin, end = f->end;
    bool comma = false;
    for (; first > s->begin && tie_glued(r, first) && of_tuple(r, first - 1); first--)
        comma |= tie_token_is(r, first - 1, ',');
    for (; end < s->end && tie_glued(r, end) && of_tuple(r, end); end++)
        comma |= tie_token_is(r, end, ',');
    return comma && first > s->begin && end < s->end &&
           (tie_token_is(r, first - 1, '(') || tie_token_is(r, first - 1, '[')) &&
           (tie_token_is(r, end, ')') || tie_token_is(r, end, ']'));
}

/* "0xddaa": a number of a machine. */
static bool hexadecimal(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    if (f->end >= s->end || !tie_glued(r, f->end) ||
        !tie_str_eq(tie_token_text(r, f->begin), TIE_STR("0")))
        return false;
    tie_str digits = tie_token_text(r, f->end);
    for (size_t i = 1; i < digits.len; i++)
        if (!tie_ascii_digit(digits.ptr[i]) &&
            (tie_ascii_lower(digits.ptr[i]) < 'a' || tie_ascii_lower(digits.ptr[i]) > 'f'))
            return false;
    return tie_ascii_lower(digits.ptr[0]) == 'x' && digits.len > 1;
}

static bool operator_at(const tie_reader *r, uint32_t t, uint32_t limit) {
    return t < limit && (tie_token_is(r, t, '*') || tie_token_is(r, t, '^'));
}

/* "(x^2)+1": between signs without blanks it is a term of a formula; but "1,204*". */
static bool of_formula(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t before = f->begin - 1, behind = f->end + 1;
    bool times = operator_at(r, f->end, s->end) && behind < s->end && tie_glued(r, f->end) &&
                 tie_glued(r, behind) && !tie_token_is(r, behind, ')');
    bool glued = f->begin > s->begin + 1 && tie_glued(r, f->begin) && tie_glued(r, before);
    return times || (glued && (operator_at(r, before, s->end) ||
                               (tie_token_is(r, before, '+') && tie_token_is(r, before - 1, ')'))));
}

bool tie_names_release(const tie_reader *reader, const tie_sentence *sentence,
                       const tie_figure *figure) {
    return marked(reader, figure) || version(reader, sentence, figure);
}

bool tie_names_machine(const tie_reader *reader, const tie_sentence *sentence,
                       const tie_figure *figure) {
    return of_file(reader, sentence, figure) || series(reader, sentence, figure) ||
           of_option(reader, sentence, figure) || record(reader, figure) ||
           tuple(reader, sentence, figure) || hexadecimal(reader, sentence, figure) ||
           of_formula(reader, sentence, figure);
}
