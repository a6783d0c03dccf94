/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in digits, with the scale words, fractions and exponents that belong to them. */
#include "extract/calendar.h"
#include "extract/number.h"

typedef struct numerals {
    const tie_reader *reader;
    uint32_t limit; /* end of the sentence */
} numerals;

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

/* A letter behind digits: 5k, 1.5bn, 2.3 tln; glued, or two letters set apart. "m" after a currency
 * only: elsewhere it is the metre. */
static int glued_scale(const numerals *n, uint32_t figure, uint32_t *at) {
    const tie_entry *glued = *at < n->limit ? lex_at(n, *at, TIE_LEX_GLUED) : NULL;
    if (!glued)
        return 0;
    bool capital = tie_tok(n->reader, *at)->flags & TIE_TOKEN_CAPITAL, thousand = glued->arg == 3;
    bool money = tie_found_before(n->reader, figure, 0, TIE_LEX_UNIT_BEFORE) != NULL;
    bool word = *at + 1 < n->limit && tie_tok(n->reader, *at + 1)->kind == TIE_TOKEN_WORD;
    bool apart = !capital && tie_dec_sign(glued->a) > 0; /* 3.2 wan households */
    if (!tie_glued(n->reader, *at) && !apart && !money &&
        (word || (glued->form.len < 2 && !capital && !thousand)))
        return 0;
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

/* Denominators in use: a third, a sixteenth; 9/11 is a day. */
static bool denominator(int64_t n) {
    return (n >= 2 && n <= 10) || n == 12 || n == 15 || n == 16 || n == 20 || n == 25 || n == 30 ||
           n == 32 || n == 50 || n == 64 || n == 100;
}

/* n "/" d, glued, in lowest reach: 1/4, 3/10. */
static bool slash_fraction(const numerals *n, uint32_t token, tie_dec *out, uint32_t *end) {
    const tie_reader *r = n->reader;
    int64_t over, under;
    if (token + 2 >= n->limit || !tie_token_is(r, token + 1, '/') || !tie_glued(r, token + 1) ||
        !tie_glued(r, token + 2) || !small_integer(r, token, &over) ||
        !small_integer(r, token + 2, &under))
        return false;
    if (over < 1 || over >= under || !denominator(under))
        return false;
    *out = tie_ratio(tie_dec_int(over), tie_dec_int(under));
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
    if (token >= n->limit || tie_tok(n->reader, token)->kind != TIE_TOKEN_SYMBOL)
        return false;
    size_t at = 0;
    uint32_t sign = tie_utf8_next(tie_token_text(n->reader, token), &at);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].sign == sign) {
            *out = tie_ratio(tie_dec_int(signs[i].over), tie_dec_int(signs[i].under));
            return true;
        }
    return false;
}

static bool ordinal_suffix(const numerals *n, uint32_t token) {
    return token < n->limit && tie_glued(n->reader, token) &&
           (tie_role_at(n->reader, token, n->limit, TIE_ROLE_ORDINAL_SUFFIX));
}

/* The exponent of "x10^6", "e+14", "e-3", "e10" behind a mantissa; moves *at. */
static bool exponent(const numerals *n, uint32_t *at, int *power) {
    const tie_reader *r = n->reader;
    uint32_t t = *at;
    bool times = tie_word_at(r, t, n->limit, "x") || tie_symbol_at(r, t, n->limit, "\xC3\x97");
    int base;
    if (times && tie_integer_at(r, t + 1, n->limit, 2, &base) && base == 10 &&
        tie_symbol_at(r, t + 2, n->limit, "^"))
        t += 3;
    else if (tie_word_at(r, t, n->limit, "e") && tie_glued(r, t) && t + 1 < n->limit &&
             tie_glued(r, t + 1))
        t += 1;
    else
        return false;
    bool negative = tie_symbol_at(r, t, n->limit, "-");
    bool sign = negative || tie_symbol_at(r, t, n->limit, "+");
    t += sign;
    bool letters = t + 1 < n->limit && tie_glued(r, t + 1) &&
                   tie_tok(r, t + 1)->kind != TIE_TOKEN_SYMBOL;                /* 1e10a */
    bool room = !times && !sign && tie_tok(r, *at)->flags & TIE_TOKEN_CAPITAL; /* 12E3 */
    if (letters || room || !tie_integer_at(r, t, n->limit, 2, power))
        return false;
    *power = negative ? -*power : *power;
    *at = t + 1;
    return true;
}

/* "4 thousand 3 hundred and 21": a smaller number goes on behind a scale word. */
static void go_on(const numerals *n, tie_figure *f) {
    const tie_reader *r = n->reader;
    while (f->scale >= 2 && !f->decimals) {
        uint32_t t = f->end + tie_word_at(r, f->end, n->limit, "and"), behind = t + 1;
        const tie_entry *spelled = t > f->end ? lex_at(n, t, TIE_LEX_NUMERAL) : NULL;
        int more = spelled ? (int)spelled->a.mant : 0;
        if (!spelled && !tie_integer_at(r, t, n->limit, 3, &more))
            return;
        int power = tie_scale_words(r, &behind, n->limit);
        bool closes = !power && t > f->end && more < 100 && f->scale == 2;
        if (!closes && (!power || power >= f->scale))
            return;
        f->value = tie_plus(f->value, tie_times(tie_dec_int(more), tie_power_of_ten(power)));
        f->end = behind;
        f->scale = power;
    }
}

/* Scale, dozen or fraction behind the digits. */
static void read_behind(const numerals *n, tie_figure *f) {
    int power;
    const tie_entry *dozen = lex_at(n, f->end, TIE_LEX_DOZEN);
    if (exponent(n, &f->end, &power)) {
        f->scale = power;
        f->value = tie_times(f->value, tie_power_of_ten(power));
        return;
    }
    if (dozen) {
        f->value = tie_times(f->value, dozen->a);
        f->end += dozen->tokens;
        return;
    }
    power = glued_scale(n, f->begin, &f->end);
    power += tie_scale_words(n->reader, &f->end, n->limit);
    f->scale = power;
    if (power)
        f->value = tie_times(f->value, tie_power_of_ten(power));
    go_on(n, f);
    if (tie_and_fraction(n->reader, &f->end, n->limit, &f->value, &f->scale))
        f->decimals++;
}

/* "1.1^23", "2.5^-1". */
static void read_power(const numerals *n, tie_figure *f) {
    const tie_reader *r = n->reader;
    enum { LARGEST = 60 };
    int power;
    uint32_t t = f->end + 1;
    if (!tie_symbol_at(r, f->end, n->limit, "^"))
        return;
    bool inverse = tie_symbol_at(r, t, n->limit, "-");
    t += inverse || tie_symbol_at(r, t, n->limit, "+");
    if (inverse && tie_symbol_at(r, t, n->limit, "-")) {
        inverse = false;
        t++;
    }
    if (!tie_integer_at(r, t, n->limit, 2, &power) || power > LARGEST)
        return;
    tie_dec value = tie_dec_int(1);
    for (int i = 0; i < power; i++)
        if (tie_dec_mul_round(value, f->value, TIE_ROUND_DOWN, &value) != TIE_OK)
            return;
    f->value = inverse ? tie_ratio(tie_dec_int(1), value) : value;
    f->end = t + 1;
}

static void add_part(tie_figure *f, tie_dec part, uint32_t end) {
    f->value = tie_plus(f->value, part); /* 4-1/2, 10 1/2 */
    f->decimals = part.exp < 0 ? -part.exp : 0;
    f->end = end;
}

bool tie_read_digits(const tie_reader *reader, uint32_t token, uint32_t limit, tie_figure *out) {
    const numerals here = {reader, limit}, *n = &here;
    const tie_reader *r = reader;
    bool grouped;
    *out = (tie_figure){.begin = token, .end = token + 1, .form = TIE_FORM_DIGITS};
    tie_str literal = tie_token_text(r, token);
    if (tie_token_number(literal, &out->value, &out->decimals, &grouped) != TIE_OK) {
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
    if (ordinal_suffix(n, token + 1)) {
        out->form = TIE_FORM_ORDINAL;
        out->end = token + 2;
        return true;
    }
    uint32_t mixed = joint(n, token + 1);
    if (mixed < n->limit && slash_fraction(n, mixed, &part, &end))
        add_part(out, part, end);
    else if (vulgar(n, token + 1, &part))
        add_part(out, part, token + 2);
    read_behind(n, out);
    read_power(n, out);
    if (!out->decimals && !out->scale)
        tie_over_whole(r, n->limit, out);
    return true;
}

bool tie_read_vulgar(const tie_reader *reader, uint32_t token, uint32_t limit, tie_figure *out) {
    const numerals n = {reader, limit};
    *out = (tie_figure){.begin = token, .end = token + 1, .form = TIE_FORM_FRACTION};
    return vulgar(&n, token, &out->value);
}
