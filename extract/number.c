/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens to figures: digits, number words, collectives, multiples, words that count nothing.
 * Whether a figure is a claim is for figure.c and reject.c. */
#include "extract/number.h"

#include "extract/claims.h"

/* A minus glued before digits and set apart from what precedes; "minus", "negative" before any
 * number. */
static bool negative_sign(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t t = f->begin;
    if (t == s->begin)
        return false;
    if (tie_role_at(r, t - 1, s->end, TIE_ROLE_BELOW_ZERO))
        return t - 1 == s->begin || !tie_word_at(r, t - 2, s->end, "or"); /* plus or minus 3 */
    return tie_tok(r, t)->kind == TIE_TOKEN_NUMBER && tie_minus_before(r, s, t);
}

bool tie_minus_before(const tie_reader *reader, const tie_sentence *sentence, uint32_t token) {
    if (token == sentence->begin)
        return false;
    bool minus = tie_token_is(reader, token - 1, '-') ||
                 tie_symbol_at(reader, token - 1, sentence->end, "\xE2\x88\x92");
    return minus && tie_glued(reader, token) &&
           (token - 1 == sentence->begin || !tie_glued(reader, token - 1));
}

static bool read_collective(const tie_reader *r, uint32_t token, uint32_t limit, tie_figure *out) {
    const tie_entry *e = tie_found_at(r, token, limit, TIE_LEX_COLLECTIVE);
    if (!e)
        return false;
    *out = (tie_figure){.begin = token,
                        .end = token + e->tokens,
                        .form = TIE_FORM_COLLECTIVE,
                        .value = e->a,
                        .value_hi = e->b};
    return true;
}

/* "doubled", "tenfold"; "double the number", "twice as many", "will double", "more than triple".
 * The bare adjective ("double standards") is none. */
static bool read_multiple(const tie_reader *r, const tie_sentence *s, uint32_t token,
                          tie_figure *out) {
    const tie_entry *e = tie_found_at(r, token, s->end, TIE_LEX_MULTIPLE);
    if (!e)
        return false;
    uint32_t end = token + e->tokens;
    bool figure = end + 1 < s->end && tie_found_at(r, end, s->end, TIE_LEX_DEFINITE) &&
                  tie_tok(r, end + 1)->kind == TIE_TOKEN_NUMBER; /* double the 420 of 2012 */
    bool compared = figure || tie_found_at(r, end, s->end, TIE_LEX_COMPARED);
    bool verb = tie_found_before(r, token, s->begin, TIE_LEX_PLAN) ||
                tie_found_before(r, token, s->begin, TIE_LEX_CONDITION) ||
                (token > s->begin && tie_word_at(r, token - 1, s->end, "to"));
    bool hedged = tie_found_before(r, token, s->begin, TIE_LEX_HEDGE_BEFORE) != NULL;
    if (!e->arg && !compared && !verb && !hedged)
        return false;
    *out = (tie_figure){.begin = token, .end = end, .form = TIE_FORM_MULTIPLE, .value = e->a};
    return true;
}

/* "no deaths", "none of the 12", "not a single vessel". A plain "no" counts human beings and what
 * is tallied; it rules out anything else ("no exceptions"). */
static bool read_zero(const tie_reader *r, const tie_sentence *s, uint32_t token, tie_figure *out) {
    enum { FEW_WORDS = 4 };
    const tie_entry *e = tie_found_at(r, token, s->end, TIE_LEX_ZERO);
    if (!e)
        return false;
    uint32_t end = token + e->tokens;
    if (token > s->begin && tie_word_at(r, token - 1, s->end, "with")) /* areas with no cases */
        return false;
    *out = (tie_figure){.begin = token, .end = end, .form = TIE_FORM_ZERO};
    if (end < s->end && tie_tok(r, end)->kind == TIE_TOKEN_NUMBER)
        return e->tokens > 1;
    tie_noun noun = tie_read_noun(r, s, end, end + FEW_WORDS, e->arg);
    if (noun.begin != end || noun.end == noun.begin)
        return false;
    if (tie_symbol_at(r, noun.end, s->end, ":"))
        return false;
    bool tallied = tie_found_at(r, noun.head, s->end, TIE_LEX_TALLIED) != NULL;
    return e->arg || (tie_is_plural(r, noun.head, s->end) && (noun.person || tallied));
}

/* "this one is", "which one?": stands for a noun and is no numeral. */
static bool prop_word(const tie_reader *r, const tie_sentence *s, uint32_t token) {
    static const char *const words[] = {"this", "that", "which", "any", "every", "each", "no"};
    if (token == s->begin || !tie_word_at(r, token, s->end, "one"))
        return false;
    uint32_t next = token + 1;
    bool alone = next >= s->end || tie_tok(r, next)->kind == TIE_TOKEN_SYMBOL ||
                 tie_found_at(r, next, s->end, TIE_LEX_STOP);
    for (size_t i = 0; alone && i < sizeof words / sizeof *words; i++)
        if (tie_word_at(r, token - 1, s->end, words[i]))
            return !tie_hyphen_at(r, next, s->end);
    return false;
}

static bool read_figure(const tie_reader *r, const tie_sentence *s, uint32_t token,
                        tie_figure *out) {
    if (tie_tok(r, token)->kind == TIE_TOKEN_NUMBER)
        return tie_read_digits(r, token, s->end, out);
    if (tie_tok(r, token)->kind == TIE_TOKEN_SYMBOL)
        return tie_read_vulgar(r, token, s->end, out);
    if (prop_word(r, s, token))
        return false;
    return read_zero(r, s, token, out) || read_collective(r, token, s->end, out) ||
           tie_read_spelled(r, token, s->end, out) || read_multiple(r, s, token, out);
}

/* "2 159495", "2 159 495" in a cell of a table: groups of three digits, however they were set. */
static void join_groups(const tie_reader *r, uint32_t cell, tie_figure *f) {
    bool first = f->form == TIE_FORM_DIGITS && f->end == f->begin + 1 && !f->decimals &&
                 tie_dec_cmp(f->value, tie_dec_int(1000)) < 0;
    while (first && f->end < cell && tie_tok(r, f->end)->kind == TIE_TOKEN_NUMBER) {
        tie_str group = tie_token_text(r, f->end);
        tie_dec value;
        int decimals;
        bool grouped;
        if (group.len % 3 || tie_token_number(group, &value, &decimals, &grouped) != TIE_OK ||
            decimals || grouped)
            return;
        f->value = tie_plus(tie_times(f->value, tie_power_of_ten((int)group.len)), value);
        f->end++;
    }
}

/* The figure of a cell that counts something. Returns the token behind it. */
static uint32_t read_cell(tie_reader *r, tie_sentence *s, uint32_t token, uint32_t cell) {
    tie_figure f;
    if (tie_tok(r, token)->kind != TIE_TOKEN_NUMBER || !tie_read_digits(r, token, cell, &f))
        return token + 1;
    join_groups(r, cell, &f);
    if (tie_minus_before(r, s, token)) {
        f.begin--;
        f.negative = true;
        f.value = tie_dec_neg(f.value);
    }
    f.value_hi = f.value;
    *TIE_PUSH(r->scratch, &s->figures) = f;
    return f.end;
}

void tie_read_figures(tie_reader *reader, tie_sentence *sentence) {
    const tie_when *when = sentence->whens.items, *last = when + sentence->whens.count;
    const uint64_t *figures = reader->sets.figures;
    bool row = reader->block.kind == TIE_BLOCK_ROW;
    for (uint32_t t = sentence->begin; t < sentence->end;) {
        while (when < last && when->end <= t)
            when++;
        bool dated = when < last && when->begin <= t;
        uint32_t limit = when < last ? when->begin : sentence->end, cell;
        if (!dated && (t = tie_bits_next(figures, t, limit)) == limit)
            continue;
        if (row && tie_table_counts(reader, t, &cell)) {
            t = read_cell(reader, sentence, t, cell);
            continue;
        }
        if (dated) {
            t = when->end;
            continue;
        }
        tie_figure figure;
        if (!read_figure(reader, sentence, t, &figure)) {
            t++;
            continue;
        }
        if (figure.form != TIE_FORM_COLLECTIVE)
            figure.value_hi = figure.value;
        if (negative_sign(reader, sentence, &figure)) {
            figure.begin--;
            figure.negative = true;
            figure.value = tie_dec_neg(figure.value);
            figure.value_hi = tie_dec_neg(figure.value_hi);
        }
        *TIE_PUSH(reader->scratch, &sentence->figures) = figure;
        t = figure.end;
    }
    tie_join_ranges(reader, sentence);
}
