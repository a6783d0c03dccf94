/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens to figures: digits with scale words, number words, fractions, collectives, ordinals,
 * multiples. Whether a figure is a claim is for figure.c and reject.c. */
#include "extract/number.h"

typedef struct numerals {
    tie_reader *reader;
    uint32_t limit; /* end of the sentence */
} numerals;

static tie_dec plus(tie_dec a, tie_dec b) {
    tie_dec out = a;
    return tie_dec_add(a, b, &out) == TIE_OK ? out : a;
}

static tie_dec quotient(tie_dec a, tie_dec b) {
    tie_dec out = {0, 0};
    return tie_dec_div(a, b, TIE_ROUND_DOWN, &out) == TIE_OK ? out : a;
}

/* A hyphen or nothing between the parts of a number in words. */
static uint32_t joint(const numerals *n, uint32_t token) {
    return tie_hyphen_at(n->reader, token, n->limit) && token + 1 < n->limit &&
                   tie_glued(n->reader, token + 1)
               ? token + 1
               : token;
}

static const tie_entry *lex_at(const numerals *n, uint32_t token, tie_lex lex) {
    return tie_found_at(n->reader, token, n->limit, lex);
}

/* "million", "hundred thousand": their powers added up; moves *at behind them. */
static int scale_words(const numerals *n, uint32_t *at) {
    int power = 0;
    for (;;) {
        uint32_t t = joint(n, *at);
        const tie_entry *scale = lex_at(n, t, TIE_LEX_SCALE);
        if (!scale)
            return power;
        power += scale->arg;
        *at = t + scale->tokens;
    }
}

/* A letter glued to digits: 5k, 1.5bn. "m" after a currency only: elsewhere it is the metre. */
static int glued_scale(const numerals *n, uint32_t figure, uint32_t *at) {
    if (*at >= n->limit || !tie_glued(n->reader, *at))
        return 0;
    const tie_entry *glued = lex_at(n, *at, TIE_LEX_GLUED);
    if (!glued)
        return 0;
    bool money = tie_found_before(n->reader, figure, 0, TIE_LEX_UNIT_BEFORE) != NULL;
    bool unit = lex_at(n, *at, TIE_LEX_UNIT) != NULL;
    if (unit && !money)
        return 0;
    *at += glued->tokens;
    return glued->arg;
}

static bool small_integer(const tie_reader *reader, uint32_t token, int64_t *out) {
    if (tie_tok(reader, token)->kind != TIE_TOKEN_NUMBER)
        return false;
    tie_dec value;
    int decimals;
    bool grouped;
    tie_str s = tie_token_text(reader, token);
    if (s.len > 3 || tie_token_number(s, &value, &decimals, &grouped) != TIE_OK || decimals)
        return false;
    *out = value.mant;
    for (int32_t i = 0; i < value.exp; i++)
        *out *= 10;
    return true;
}

/* n "/" d, glued, in lowest reach: 1/4, 3/10. */
static bool slash_fraction(const numerals *n, uint32_t token, tie_dec *out, uint32_t *end) {
    const tie_reader *r = n->reader;
    int64_t over, under;
    if (token + 2 >= n->limit || !small_integer(r, token, &over) ||
        !tie_token_is(r, token + 1, '/') || !tie_glued(r, token + 1) || !tie_glued(r, token + 2) ||
        !small_integer(r, token + 2, &under))
        return false;
    if (over < 1 || under < 2 || over >= under || under > 100)
        return false;
    *out = quotient(tie_dec_int(over), tie_dec_int(under));
    *end = token + 3;
    return true;
}

/* One of the vulgar fractions of Unicode. */
static bool vulgar(const numerals *n, uint32_t token, tie_dec *out) {
    static const struct {
        uint32_t sign;
        int over, under;
    } signs[] = {{0xBC, 1, 4},   {0xBD, 1, 2},   {0xBE, 3, 4},   {0x2153, 1, 3}, {0x2154, 2, 3},
                 {0x2155, 1, 5}, {0x2156, 2, 5}, {0x2157, 3, 5}, {0x2158, 4, 5}, {0x2159, 1, 6},
                 {0x215A, 5, 6}, {0x215B, 1, 8}, {0x215C, 3, 8}, {0x215D, 5, 8}, {0x215E, 7, 8}};
    if (token >= n->limit || tie_tok(n->reader, token)->kind == TIE_TOKEN_NUMBER)
        return false;
    size_t at = 0;
    uint32_t sign = tie_utf8_next(tie_token_text(n->reader, token), &at);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].sign == sign) {
            *out = quotient(tie_dec_int(signs[i].over), tie_dec_int(signs[i].under));
            return true;
        }
    return false;
}

static bool ordinal_suffix(const numerals *n, uint32_t token) {
    return token < n->limit && tie_glued(n->reader, token) &&
           (tie_word_at(n->reader, token, n->limit, "st") ||
            tie_word_at(n->reader, token, n->limit, "nd") ||
            tie_word_at(n->reader, token, n->limit, "rd") ||
            tie_word_at(n->reader, token, n->limit, "th"));
}

static bool negative_sign(const tie_reader *reader, uint32_t token, uint32_t begin) {
    if (token == begin)
        return false;
    bool minus = tie_token_is(reader, token - 1, '-') ||
                 tie_str_eq(tie_token_text(reader, token - 1), TIE_STR("\xE2\x88\x92"));
    if (minus)
        return tie_glued(reader, token) && (token - 1 == begin || !tie_glued(reader, token - 1));
    return tie_tok(reader, token - 1)->kind == TIE_TOKEN_WORD &&
           tie_token_word(reader, token - 1, "minus");
}

static bool read_digits(const numerals *n, uint32_t token, tie_figure *out) {
    tie_reader *r = n->reader;
    bool grouped;
    *out = (tie_figure){.begin = token, .end = token + 1, .form = TIE_FORM_DIGITS};
    if (tie_token_number(tie_token_text(r, token), &out->value, &out->decimals, &grouped) !=
        TIE_OK) {
        out->reject = "more than 18 digits";
        return true;
    }
    tie_dec part;
    uint32_t end;
    if (slash_fraction(n, token, &part, &end)) {
        out->form = TIE_FORM_FRACTION;
        out->value = part;
        out->end = end;
        return true;
    }
    uint32_t mixed = joint(n, token + 1);
    if (mixed < n->limit && slash_fraction(n, mixed, &part, &end)) {
        out->value = plus(out->value, part); /* 4-1/2, 10 1/2 */
        out->decimals = part.exp < 0 ? -part.exp : 0;
        out->end = end;
    } else if (vulgar(n, token + 1, &part)) {
        out->value = plus(out->value, part);
        out->decimals = part.exp < 0 ? -part.exp : 0;
        out->end = token + 2;
    } else if (ordinal_suffix(n, token + 1)) {
        out->form = TIE_FORM_ORDINAL;
        out->end = token + 2;
        return true;
    }
    int power = glued_scale(n, token, &out->end);
    power += scale_words(n, &out->end);
    out->scale = power;
    out->value = tie_times(out->value, tie_power_of_ten(power));
    return true;
}

/* Sum so far and the group below the next thousand. */
typedef struct spelled {
    tie_dec total, group;
    bool any, unit_taken, tens_taken, scaled;
    int last_scale;
} spelled;

static bool take_numeral(spelled *s, tie_dec value) {
    bool tens = tie_dec_cmp(value, tie_dec_int(20)) >= 0,
         teen = !tens && tie_dec_cmp(value, tie_dec_int(10)) >= 0;
    if (s->unit_taken || (s->tens_taken && (tens || teen)))
        return false;
    s->group = plus(s->group, value);
    s->tens_taken = tens;
    s->unit_taken = !tens;
    s->any = true;
    return true;
}

static void take_scale(spelled *s, int power) {
    tie_dec group = tie_dec_zero(s->group) && !s->any ? tie_dec_int(1) : s->group;
    if (power == 2 || (s->scaled && tie_dec_zero(s->group))) {
        if (power == 2)
            s->group = tie_times(group, tie_power_of_ten(2));
        else
            s->total = tie_times(s->total, tie_power_of_ten(power)); /* hundred thousand million */
    } else {
        s->total = plus(s->total, tie_times(group, tie_power_of_ten(power)));
        s->group = tie_dec_int(0);
        s->scaled = true;
    }
    s->unit_taken = s->tens_taken = false;
    s->any = true;
    s->last_scale = power;
}

static bool a_or_an(const numerals *n, uint32_t token) {
    return tie_word_at(n->reader, token, n->limit, "a") ||
           tie_word_at(n->reader, token, n->limit, "an");
}

/* "and a half", "and two thirds" behind a number; moves *at. */
static bool and_fraction(const numerals *n, uint32_t *at, tie_dec *out) {
    uint32_t t = joint(n, *at);
    if (!tie_word_at(n->reader, t, n->limit, "and"))
        return false;
    t = joint(n, t + 1);
    tie_dec over = tie_dec_int(1);
    const tie_entry *count = lex_at(n, t, TIE_LEX_NUMERAL);
    if (count)
        over = count->a;
    else if (!a_or_an(n, t))
        return false;
    t = joint(n, t + 1);
    const tie_entry *part = lex_at(n, t, TIE_LEX_FRACTION);
    if (!part)
        return false;
    *out = quotient(tie_times(over, part->a), part->b);
    *at = t + part->tokens;
    return true;
}

/* "seven", "twenty-one", "three hundred and six thousand", "hundred thousand", "a dozen". */
static bool read_words(const numerals *n, uint32_t token, tie_figure *out) {
    spelled s = {0};
    uint32_t at = token;
    if (a_or_an(n, at)) {
        bool counts = lex_at(n, at + 1, TIE_LEX_SCALE) || lex_at(n, at + 1, TIE_LEX_DOZEN);
        if (!counts)
            return false;
        at++;
    }
    while (at < n->limit) {
        uint32_t t = s.any ? joint(n, at) : at;
        if (s.any && tie_word_at(n->reader, t, n->limit, "and") && s.last_scale && !s.unit_taken &&
            lex_at(n, t + 1, TIE_LEX_NUMERAL))
            t++;
        const tie_entry *e = lex_at(n, t, TIE_LEX_NUMERAL);
        if (e) {
            if (!take_numeral(&s, e->a))
                break;
        } else if ((e = lex_at(n, t, TIE_LEX_SCALE)) || (e = lex_at(n, t, TIE_LEX_DOZEN))) {
            if (e->lex == TIE_LEX_DOZEN) {
                s.group = tie_times(s.any ? s.group : tie_dec_int(1), e->a);
                s.any = s.unit_taken = true;
            } else {
                take_scale(&s, e->arg);
            }
        } else {
            break;
        }
        at = t + e->tokens;
    }
    if (!s.any)
        return false;
    *out = (tie_figure){
        .begin = token, .end = at, .form = TIE_FORM_WORDS, .value = plus(s.total, s.group)};
    out->scale = s.scaled && tie_dec_zero(s.group) ? s.last_scale : 0;
    tie_dec part;
    if (tie_word_at(n->reader, at, n->limit, "point")) {
        int decimals = 0;
        uint32_t digit = at + 1;
        const tie_entry *e;
        while (decimals < 9 && (e = lex_at(n, digit, TIE_LEX_NUMERAL)) &&
               tie_dec_cmp(e->a, tie_dec_int(10)) < 0) {
            out->value = plus(out->value, tie_times(e->a, tie_power_of_ten(-++decimals)));
            digit += e->tokens;
        }
        if (decimals) {
            out->decimals = decimals;
            out->end = digit;
            int power = scale_words(n, &out->end);
            out->value = tie_times(out->value, tie_power_of_ten(power));
            out->scale = power;
        }
    } else if (and_fraction(n, &out->end, &part)) {
        out->value = plus(out->value, part);
        out->decimals = part.exp < 0 ? -part.exp : 0;
        int power = scale_words(n, &out->end);
        out->value = tie_times(out->value, tie_power_of_ten(power));
        out->scale = power;
    }
    return true;
}

/* "two-thirds", "a third of", "half a million", "one in five". */
static bool read_fraction(const numerals *n, uint32_t token, tie_figure *out) {
    uint32_t at = token;
    tie_dec over = tie_dec_int(1);
    const tie_entry *count = lex_at(n, at, TIE_LEX_NUMERAL);
    if (count) {
        over = count->a;
        at = joint(n, at + count->tokens);
        if ((tie_word_at(n->reader, at, n->limit, "in") ||
             (tie_word_at(n->reader, at, n->limit, "out") &&
              tie_word_at(n->reader, at + 1, n->limit, "of"))) &&
            tie_dec_cmp(over, tie_dec_int(10)) < 0) {
            uint32_t base = at + (tie_word_at(n->reader, at, n->limit, "out") ? 2 : 1);
            const tie_entry *under = lex_at(n, base, TIE_LEX_NUMERAL);
            if (under && tie_dec_cmp(over, under->a) < 0) {
                *out = (tie_figure){.begin = token,
                                    .end = base + under->tokens,
                                    .form = TIE_FORM_FRACTION,
                                    .value = quotient(over, under->a)};
                return true;
            }
        }
    } else if (a_or_an(n, at)) {
        at++;
    }
    const tie_entry *part = lex_at(n, at, TIE_LEX_FRACTION);
    if (!part)
        return false;
    bool bare = at == token;
    at += part->tokens;
    tie_dec value = quotient(tie_times(over, part->a), part->b);
    bool half = tie_dec_cmp(value, (tie_dec){5, -1}) == 0;
    if (half && a_or_an(n, at) && lex_at(n, at + 1, TIE_LEX_SCALE)) {
        uint32_t end = at + 1;
        int power = scale_words(n, &end);
        *out = (tie_figure){.begin = token,
                            .end = end,
                            .form = TIE_FORM_WORDS,
                            .scale = power,
                            .decimals = 1,
                            .value = tie_times(value, tie_power_of_ten(power))};
        return true;
    }
    /* A bare "third", "quarter" or "second" is an ordinal or a period; "a third" needs its whole.
     */
    bool whole =
        tie_word_at(n->reader, at, n->limit, "of") || tie_word_at(n->reader, at, n->limit, "the") ||
        tie_word_at(n->reader, at, n->limit, "that") || tie_word_at(n->reader, at, n->limit, "as");
    if (!count && !whole)
        return false;
    if (bare && !half)
        return false;
    *out = (tie_figure){.begin = token, .end = at, .form = TIE_FORM_FRACTION, .value = value};
    return true;
}

static bool read_collective(const numerals *n, uint32_t token, tie_figure *out) {
    const tie_entry *e = lex_at(n, token, TIE_LEX_COLLECTIVE);
    if (!e)
        return false;
    *out = (tie_figure){.begin = token,
                        .end = token + e->tokens,
                        .form = TIE_FORM_COLLECTIVE,
                        .value = e->a,
                        .value_hi = e->b};
    return true;
}

/* "double the number", "more than doubled". The bare adjective ("double standards") is none. */
static bool read_multiple(const numerals *n, uint32_t token, tie_figure *out) {
    const tie_entry *e = lex_at(n, token, TIE_LEX_MULTIPLE);
    if (!e)
        return false;
    uint32_t end = token + e->tokens;
    bool compared = tie_word_at(n->reader, end, n->limit, "the") ||
                    tie_word_at(n->reader, end, n->limit, "that") ||
                    tie_word_at(n->reader, end, n->limit, "what") ||
                    tie_word_at(n->reader, end, n->limit, "its") ||
                    tie_word_at(n->reader, end, n->limit, "from") ||
                    tie_word_at(n->reader, end, n->limit, "since") ||
                    tie_word_at(n->reader, end, n->limit, "their");
    bool hedged = tie_found_before(n->reader, token, 0, TIE_LEX_HEDGE_BEFORE) != NULL;
    if (!compared && !hedged)
        return false;
    *out = (tie_figure){.begin = token, .end = end, .form = TIE_FORM_MULTIPLE, .value = e->a};
    return true;
}

static bool read_ordinal(const numerals *n, uint32_t token, tie_figure *out) {
    const tie_entry *e = lex_at(n, token, TIE_LEX_ORDINAL);
    if (!e)
        return false;
    *out = (tie_figure){
        .begin = token, .end = token + e->tokens, .form = TIE_FORM_ORDINAL, .value = e->a};
    return true;
}

static bool read_figure(const numerals *n, uint32_t token, tie_figure *out) {
    if (tie_tok(n->reader, token)->kind == TIE_TOKEN_NUMBER)
        return read_digits(n, token, out);
    return read_collective(n, token, out) || read_fraction(n, token, out) ||
           read_words(n, token, out) || read_multiple(n, token, out) || read_ordinal(n, token, out);
}

/* Tokens that may begin a figure, at a glance. */
static bool may_begin(const tie_reader *reader, uint32_t token) {
    const tie_token *t = tie_tok(reader, token);
    if (t->kind == TIE_TOKEN_NUMBER)
        return true;
    if (t->kind == TIE_TOKEN_SYMBOL)
        return false;
    if (t->end - t->start <= 2 && tie_ascii_lower(reader->text.ptr[t->start]) == 'a')
        return true;
    for (uint32_t f = reader->first_found[token]; f < reader->first_found[token + 1]; f++) {
        unsigned lex = reader->founds.items[f].entry->lex;
        if (lex <= TIE_LEX_MULTIPLE && lex != TIE_LEX_GLUED)
            return true;
    }
    return false;
}

static const tie_when *when_at(const tie_sentence *sentence, uint32_t token) {
    for (size_t i = 0; i < sentence->whens.count; i++)
        if (sentence->whens.items[i].begin <= token && token < sentence->whens.items[i].end)
            return &sentence->whens.items[i];
    return NULL;
}

void tie_read_figures(tie_reader *reader, tie_sentence *sentence) {
    numerals n = {reader, sentence->end};
    for (uint32_t t = sentence->begin; t < sentence->end;) {
        const tie_when *when = when_at(sentence, t);
        if (when) {
            t = when->end;
            continue;
        }
        tie_figure figure;
        if (!may_begin(reader, t) || !read_figure(&n, t, &figure)) {
            t++;
            continue;
        }
        if (figure.form != TIE_FORM_COLLECTIVE)
            figure.value_hi = figure.value;
        if (figure.form == TIE_FORM_DIGITS && negative_sign(reader, t, sentence->begin)) {
            figure.negative = true;
            figure.value = tie_dec_neg(figure.value);
            figure.value_hi = tie_dec_neg(figure.value_hi);
        }
        *TIE_PUSH(reader->scratch, &sentence->figures) = figure;
        t = figure.end;
    }
    tie_join_ranges(reader, sentence);
}
