/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where expressions of time may begin, at a glance: most of a text tells of no time, and what does
 * has a word of time in it. */
#include "extract/expression.h"

#define LEX(name) (UINT64_C(1) << TIE_LEX_##name)
#define CUE(name) (UINT64_C(1) << TIE_CUE_##name)

/* ---- Words that name a time ---- */

static const uint64_t NAMING_LEXES =
    LEX(MONTH) | LEX(WEEKDAY) | LEX(ORDINAL) | LEX(PERIOD_UNIT) | LEX(NAMED_PERIOD);

/* Words that only lead up to what names a time. */
static const uint64_t LEADING_CUES =
    CUE(IN) | CUE(FROM) | CUE(TO) | CUE(SPAN) | CUE(UNTIL) | CUE(AS_OF) | CUE(BEFORE) | CUE(AFTER);

/* Words that stand behind what names a time, and begin nothing: three years ago, 2018 or later. */
static const uint64_t TRAILING_CUES = CUE(TO) | CUE(ENDING) | CUE(STARTING) | CUE(ONWARDS) |
                                      CUE(BACKWARDS) | CUE(AGO) | CUE(HENCE) | CUE(EARLIER) |
                                      CUE(LATER) | CUE(YEAR_ON_YEAR);

/* Words that ask for what names one beside them: since, last, early, the end of. */
static const uint64_t ASKING_CUES = CUE(SINCE) | CUE(THIS) | CUE(LAST) | CUE(NEXT) | CUE(PAST) |
                                    CUE(PREVIOUS) | CUE(FOLLOWING) | CUE(FIRST) | CUE(SECOND) |
                                    CUE(LAST_PART) | CUE(EARLY) | CUE(MID) | CUE(LATE) |
                                    CUE(BEGIN_OF) | CUE(END_OF);

/* A number that may be a year or a part of a date: of four or eight digits, or glued to a word
 * behind it or over a sign to another number. */
static bool dated_number(const tie_reader *r, uint32_t token) {
    size_t digits = tie_token_len(tie_tok(r, token));
    bool cut = digits == 2 && token && tie_glued(r, token) && !tie_token_is(r, token - 1, '.');
    if (digits == 4 || digits == 8 || cut)
        return true;
    if (token + 1 >= r->tokens.count || !tie_glued(r, token + 1))
        return false;
    return tie_tok(r, token + 1)->kind != TIE_TOKEN_SYMBOL ||
           (token + 2 < r->tokens.count && tie_glued(r, token + 2) &&
            tie_tok(r, token + 2)->kind == TIE_TOKEN_NUMBER && !tie_token_is(r, token + 1, ','));
}

/* The 3 of "Q3", the 4 of "on the 4". */
static bool short_number(const tie_reader *r, uint32_t token) {
    size_t digits = tie_token_len(tie_tok(r, token));
    if (!token || digits > 2)
        return false;
    bool code = tie_token_word(r, token - 1, "q") || tie_token_word(r, token - 1, "h");
    return (code && tie_glued(r, token)) || tie_token_word(r, token - 1, "the");
}

/* "two thousand and twenty". */
static bool thousand(const tie_reader *r, uint32_t token) {
    const tie_entry *scale = tie_found_at(r, token, (uint32_t)r->tokens.count, TIE_LEX_SCALE);
    return scale && scale->arg == 3;
}

/* "nineteen eighty", "nineteen hundred". */
static bool year_in_words(const tie_reader *r, uint32_t token) {
    const tie_entry *head = tie_found_at(r, token, (uint32_t)r->tokens.count, TIE_LEX_NUMERAL);
    return head && r->meanings[token + head->tokens]->begin.lexes & (LEX(NUMERAL) | LEX(SCALE));
}

bool tie_names_time(const tie_reader *r, uint32_t token) {
    if (tie_tok(r, token)->kind == TIE_TOKEN_NUMBER)
        return dated_number(r, token) || short_number(r, token);
    tie_senses senses = r->meanings[token]->begin;
    if (senses.lexes & NAMING_LEXES || senses.cues & ~(LEADING_CUES | TRAILING_CUES | ASKING_CUES))
        return true;
    bool number = senses.lexes & (LEX(SCALE) | LEX(NUMERAL));
    return number && (thousand(r, token) || year_in_words(r, token));
}

tie_senses tie_times_said(const tie_reader *r, uint32_t begin, uint32_t end) {
    const uint64_t *times = r->sets.times;
    tie_senses senses = {0};
    for (uint32_t t = begin; (t = tie_bits_next(times, t, end)) < end; t++)
        tie_senses_add(&senses, r->meanings[t]->begin);
    return senses;
}

bool tie_time_near(const tie_expression *e, uint32_t token) {
    enum { FEW = 7 };
    const tie_reader *r = e->reader;
    for (uint32_t t = token; t < e->limit && t < token + FEW; t++) {
        tie_senses senses = r->meanings[t]->begin;
        bool tells =
            tie_tok(r, t)->kind == TIE_TOKEN_NUMBER
                ? dated_number(r, t)
                : senses.lexes & NAMING_LEXES || senses.cues & ~LEADING_CUES || thousand(r, t);
        if (tells)
            return true;
    }
    return false;
}

/* ---- Words that begin an expression ---- */

/* A number that may be a part of a date: without separators, of up to four digits or of eight. */
static bool plain_number(const tie_reader *r, uint32_t token) {
    enum { YEAR = 4, DATE = 8 };
    tie_str s = tie_token_text(r, token);
    bool digits = s.len <= YEAR || s.len == DATE;
    for (size_t i = 0; digits && i < s.len; i++)
        digits = tie_ascii_digit(s.ptr[i]);
    return digits;
}

static bool time_word(const tie_reader *r, uint32_t token) {
    return tie_tok(r, token)->kind == TIE_TOKEN_NUMBER
               ? plain_number(r, token)
               : r->meanings[token]->begin.lexes & TIE_TIME_LEXES;
}

/* What stands behind a number or an ordinal makes it one of a time: "3 May", "5-7 June", "ten
 * years", "third of March", "10 am on 8 April". */
static bool makes_date(const tie_expression *e, uint32_t behind, bool ordinal) {
    static const uint64_t lexes = LEX(MONTH) | LEX(PERIOD_UNIT) | LEX(PERIOD_CUE) | LEX(NUMERAL) |
                                  LEX(ORDINAL) | LEX(SCALE) | LEX(DOZEN);
    const tie_reader *r = e->reader;
    if (behind >= e->limit)
        return false;
    const tie_token *next = tie_tok(r, behind);
    char first = r->text.ptr[next->start];
    if (r->meanings[behind]->begin.lexes & lexes)
        return true;
    if (next->kind == TIE_TOKEN_SYMBOL)
        return strchr("-/.:", first) || (unsigned char)first >= 0x80; /* by 10:00, 8 April */
    if (next->kind == TIE_TOKEN_NUMBER)
        return ordinal;
    return tie_glued(r, behind) || tie_token_word(r, behind, "of") ||
           tie_token_word(r, behind, "and") || tie_token_word(r, behind, "am") ||
           tie_token_word(r, behind, "pm") ||
           (ordinal && tie_token_role(r, behind, TIE_ROLE_COUPLE));
}

/* "year to March", "week 31", "for days, from 3 May". */
static bool makes_stretch(const tie_expression *e, uint32_t unit, uint32_t behind) {
    const tie_reader *r = e->reader;
    bool lasts = (unit && tie_token_word(r, unit - 1, "for")) ||
                 (unit > 1 && tie_token_word(r, unit - 2, "for"));
    return lasts || (behind < e->limit && (tie_tok(r, behind)->kind == TIE_TOKEN_NUMBER ||
                                           r->meanings[behind]->begin.lexes & LEX(PERIOD_CUE)));
}

/* "on the 4", "on the fourth": nothing goes on behind. */
static bool closes(const tie_expression *e, uint32_t behind) {
    const tie_reader *r = e->reader;
    return behind >= e->limit || tie_tok(r, behind)->kind == TIE_TOKEN_SYMBOL ||
           r->meanings[behind]->begin.lexes & LEX(STOP);
}

/* A word of time that is a number or a unit, and says nothing since the words behind it do not go
 * on with it. the: it follows the article. */
static bool stands_bare(const tie_expression *e, uint32_t token, bool the) {
    enum { LONGEST = 3 }; /* digits of what is no year */
    const tie_reader *r = e->reader;
    uint64_t lexes = r->meanings[token]->begin.lexes & TIE_TIME_LEXES;
    tie_lex lex = lexes == LEX(NUMERAL)       ? TIE_LEX_NUMERAL
                  : lexes == LEX(ORDINAL)     ? TIE_LEX_ORDINAL
                  : lexes == LEX(PERIOD_UNIT) ? TIE_LEX_PERIOD_UNIT
                                              : TIE_LEX_COUNT;
    if (lex == TIE_LEX_COUNT) {
        bool number = !lexes && tie_token_len(tie_tok(r, token)) <= LONGEST;
        return number && !makes_date(e, token + 1, false) && !(the && closes(e, token + 1));
    }
    const tie_entry *entry = tie_found_at(r, token, e->limit, lex);
    uint32_t behind = token + (entry ? entry->tokens : 1);
    if (lex == TIE_LEX_PERIOD_UNIT)
        return !makes_stretch(e, token, behind);
    bool ordinal = lex == TIE_LEX_ORDINAL;
    return !makes_date(e, behind, ordinal) && !(the && ordinal && closes(e, behind));
}

bool tie_time_begins(const tie_expression *e, uint32_t token) {
    const tie_reader *r = e->reader;
    uint32_t next = token + 1;
    if (token >= e->limit)
        return false;
    if (time_word(r, token))
        return !stands_bare(e, token, false);
    const tie_token *t = tie_tok(r, token);
    bool the = tie_token_word(r, token, "the");
    bool leads = the | (tie_token_len(t) == 1) | (t->kind == TIE_TOKEN_SYMBOL) |
                 tie_token_word(r, token, "an");
    if (!leads || next >= e->limit)
        return false;
    const tie_token *behind = tie_tok(r, next);
    if (time_word(r, next)) /* Q3 and '87 need nothing behind them */
        return (!the && behind->kind == TIE_TOKEN_NUMBER) || !stands_bare(e, next, the);
    return behind->kind == TIE_TOKEN_SYMBOL || tie_token_len(behind) == 1;
}

/* A date may begin right behind a cue or hedge at the token. */
static bool leads_on(const tie_expression *e, uint32_t token) {
    const tie_meanings *m = e->reader->meanings[token];
    for (const tie_found *found = m->founds; found < m->founds + m->found_count; found++) {
        bool leads = false;
        for (uint32_t i = 0; i < found->count && !leads; i++)
            leads = found->entries[i].lex == TIE_LEX_PERIOD_CUE ||
                    found->entries[i].lex == TIE_LEX_HEDGE_BEFORE;
        if (leads && tie_time_begins(e, token + found->tokens))
            return true;
    }
    return false;
}

static bool may_begin(const tie_expression *e, uint32_t token) {
    static const uint64_t event = CUE(FROM); /* from the Opium Wars to 1949 */
    const tie_reader *r = e->reader;
    bool symbol = tie_tok(r, token)->kind == TIE_TOKEN_SYMBOL;
    tie_senses senses = r->meanings[token]->begin;
    if (!(senses.lexes & (TIE_TIME_LEXES | LEX(HEDGE_BEFORE)))) /* most words */
        return !symbol && tie_time_begins(e, token);
    uint64_t cues = senses.cues & ~TRAILING_CUES;
    if (cues & (~LEADING_CUES | event))
        return true;
    if (senses.lexes & TIE_TIME_LEXES & ~LEX(PERIOD_CUE) && !stands_bare(e, token, false))
        return true;
    if (cues || senses.lexes & LEX(HEDGE_BEFORE))
        return leads_on(e, token);
    return !symbol && !senses.cues && tie_time_begins(e, token);
}

uint32_t tie_time_next(const tie_expression *e, uint32_t token) {
    enum { REACH = 16 }; /* tokens from where an expression begins to what names the time */
    uint32_t named;
    while ((named = tie_bits_next(e->reader->sets.times, token, e->limit)) < e->limit) {
        if (named - token > REACH)
            token = named - REACH;
        for (; token <= named; token++)
            if (may_begin(e, token))
                return token;
    }
    return e->limit;
}
