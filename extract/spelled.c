/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in words. A cardinal is read group by group below the thousands; fractions hang on a
 * cardinal or stand on their own. English reads "one hundred thirty fifths" as 100/35 but "one
 * hundred thirty-two fifths" as 132/5: tens without a hyphen go with the denominator. */
#include "extract/number.h"

#include "extract/calendar.h"
#include "extract/claims.h"

/* A cardinal, and what its last word was. */
typedef struct cardinal {
    tie_dec value;
    uint32_t end;
    int scale; /* power of its last scale word when it ends with one, else 0 */
    tie_dec
        bare_tens; /* its last word, when that is a multiple of ten behind other words; else 0 */
} cardinal;

tie_dec tie_plus(tie_dec a, tie_dec b) {
    tie_dec out = a;
    return tie_dec_add(a, b, &out) == TIE_OK ? out : a;
}

tie_dec tie_times(tie_dec a, tie_dec b) {
    tie_dec out = a;
    return tie_dec_mul(a, b, &out) == TIE_OK ? out : a;
}

tie_dec tie_ratio(tie_dec a, tie_dec b) {
    tie_dec out = {0, 0};
    int significant = tie_dec_cmp(tie_dec_abs(a), tie_dec_abs(b)) < 0 ? 6 : 9;
    if (tie_dec_div(a, b, TIE_ROUND_DOWN, &out) != TIE_OK)
        return a;
    int digits = 0;
    for (int64_t m = out.mant < 0 ? -out.mant : out.mant; m; m /= 10)
        digits++;
    return tie_dec_round(out, significant - (digits + out.exp));
}

static const tie_entry *lex_at(const tie_reader *r, uint32_t token, uint32_t limit, tie_lex lex) {
    return tie_found_at(r, token, limit, lex);
}

/* Behind a hyphen, glued or set apart, or at the end of a line, when one stands at token. */
static uint32_t joint(const tie_reader *r, uint32_t token, uint32_t limit) {
    bool hyphen = token + 1 < limit && tie_token_is(r, token, '-') &&
                  (tie_glued(r, token) == tie_glued(r, token + 1) ||
                   tie_tok(r, token + 1)->flags & TIE_TOKEN_LINE);
    return hyphen ? token + 1 : token;
}

int tie_scale_words(const tie_reader *reader, uint32_t *at, uint32_t limit) {
    int power = 0;
    for (;;) {
        uint32_t t = joint(reader, *at, limit);
        const tie_entry *scale = lex_at(reader, t, limit, TIE_LEX_SCALE);
        if (!scale)
            return power;
        power += scale->arg;
        *at = t + scale->tokens;
    }
}

/* ---- Cardinals ---- */

typedef struct groups {
    tie_dec total, group;  /* group: below the next thousand */
    bool any, units, tens; /* any word; a unit or ten was taken since the last scale */
    bool scaled;
    int last_scale;
} groups;

static bool take_numeral(groups *g, tie_dec value) {
    bool tens = tie_dec_cmp(value, tie_dec_int(20)) >= 0,
         teen = !tens && tie_dec_cmp(value, tie_dec_int(10)) >= 0;
    if (g->units || (g->tens && (tens || teen)))
        return false;
    g->group = tie_plus(g->group, value);
    g->tens = tens;
    g->units = !tens;
    g->any = true;
    return true;
}

static bool take_scale(groups *g, int power) {
    tie_dec group = g->any ? g->group : tie_dec_int(1);
    bool again = g->scaled && tie_dec_zero(g->group); /* hundred thousand million */
    if (again && power != 2) {
        g->total = tie_times(g->total, tie_power_of_ten(power));
    } else if (power == 2) {
        if (tie_dec_cmp(group, tie_dec_int(100)) >= 0)
            return false;
        g->group = tie_times(group, tie_power_of_ten(2));
    } else {
        g->total = tie_plus(g->total, tie_times(group, tie_power_of_ten(power)));
        g->group = tie_dec_int(0);
        g->scaled = true;
    }
    g->units = g->tens = false;
    g->any = true;
    g->last_scale = power;
    return true;
}

static bool read_cardinal(const tie_reader *r, uint32_t token, uint32_t limit, cardinal *out);

/* "and" goes on with the number ("one hundred and six"), unless what follows is a fraction of its
 * own. */
static bool and_goes_on(const tie_reader *r, uint32_t token, uint32_t limit) {
    cardinal rest;
    if (!tie_word_at(r, token, limit, "and") || !read_cardinal(r, token + 1, limit, &rest))
        return false;
    return !lex_at(r, joint(r, rest.end, limit), limit, TIE_LEX_FRACTION);
}

static bool read_cardinal(const tie_reader *r, uint32_t token, uint32_t limit, cardinal *out) {
    groups g = {0};
    uint32_t at = token;
    tie_dec bare = {0, 0};
    int ends_scaled = 0;
    while (at < limit) {
        uint32_t t = g.any ? joint(r, at, limit) : at;
        bool hyphened = t > at;
        bool archaic =
            g.tens && tie_word_at(r, t + 2, limit, "and"); /* twenty and three and a half */
        bool open = g.last_scale && !g.units && !g.tens;
        if (g.any && (open || archaic) && and_goes_on(r, t, limit))
            t++;
        const tie_entry *e = lex_at(r, t, limit, TIE_LEX_NUMERAL);
        if (e) {
            bool first = !g.any;
            if (!take_numeral(&g, e->a))
                break;
            bare = g.tens && !first && !hyphened ? e->a : tie_dec_int(0);
            ends_scaled = 0;
        } else if ((e = lex_at(r, t, limit, TIE_LEX_SCALE))) {
            if (!take_scale(&g, e->arg))
                break;
            bare = tie_dec_int(0);
            ends_scaled = e->arg;
        } else if ((e = lex_at(r, t, limit, TIE_LEX_DOZEN))) {
            g.group = tie_times(g.any ? g.group : tie_dec_int(1), e->a);
            g.any = g.units = true;
        } else {
            break;
        }
        at = t + e->tokens;
    }
    *out = (cardinal){tie_plus(g.total, g.group), at, ends_scaled, bare};
    return g.any;
}

/* ---- Fractions ---- */

static bool a_or_an(const tie_reader *r, uint32_t token, uint32_t limit) {
    return tie_word_at(r, token, limit, "a") || tie_word_at(r, token, limit, "an");
}

/* Nothing countable follows: the end, a stop, or a word that takes a fraction's whole. */
static bool stands_alone(const tie_reader *r, uint32_t token, uint32_t limit) {
    return token >= limit || tie_tok(r, token)->kind == TIE_TOKEN_SYMBOL ||
           tie_word_at(r, token, limit, "of") || tie_word_at(r, token, limit, "the") ||
           tie_word_at(r, token, limit, "that") || tie_word_at(r, token, limit, "as");
}

static void set(tie_figure *out, tie_figure_form form, uint32_t end, tie_dec value) {
    out->form = form;
    out->end = end;
    out->value = value;
}

static int decimals_of(tie_dec value) {
    tie_dec normal = tie_dec_normal(value);
    return normal.exp < 0 ? -normal.exp : 0;
}

/* "half" in front of what is counted: years, million, oranges. */
static bool bare_half(const tie_reader *r, uint32_t token, uint32_t limit) {
    const tie_entry *part = lex_at(r, token, limit, TIE_LEX_FRACTION);
    uint32_t next = token + 1;
    bool half = part && tie_dec_cmp(part->b, tie_dec_int(2)) == 0 && part->tokens == 1;
    return half && next < limit &&
           (lex_at(r, next, limit, TIE_LEX_SCALE) || lex_at(r, next, limit, TIE_LEX_UNIT) ||
            (tie_tok(r, next)->kind == TIE_TOKEN_WORD && !lex_at(r, next, limit, TIE_LEX_STOP) &&
             tie_is_plural(r, next, limit)));
}

bool tie_and_fraction(const tie_reader *reader, uint32_t *at, uint32_t limit, tie_dec *value,
                      int *scale) {
    uint32_t t = joint(reader, *at, limit);
    if (!tie_word_at(reader, t, limit, "and"))
        return false;
    t = joint(reader, t + 1, limit);
    cardinal over = {.value = {1, 0}, .end = t + 1};
    if (bare_half(reader, t, limit))
        over.end = t; /* two and half years */
    else if (!a_or_an(reader, t, limit) && !read_cardinal(reader, t, limit, &over))
        return false;
    t = joint(reader, over.end, limit);
    const tie_entry *part = lex_at(reader, t, limit, TIE_LEX_FRACTION);
    if (!part)
        return false;
    *at = t + part->tokens;
    tie_dec fraction = tie_ratio(tie_times(over.value, part->a), part->b);
    int power = tie_scale_words(reader, at, limit);
    if (*scale > 2) { /* "three million and a half": of a million; "one billion and a half million":
                     of its own */
        *value = tie_plus(*value, tie_times(fraction, tie_power_of_ten(power ? power : *scale)));
    } else {
        *value = tie_times(tie_plus(*value, fraction), tie_power_of_ten(power));
        *scale = power;
    }
    return true;
}

/* "point five", "point seventy-one" behind a cardinal. */
static bool point_digits(const tie_reader *r, tie_figure *out, uint32_t limit) {
    uint32_t at = out->end;
    if (!tie_role_at(r, at, limit, TIE_ROLE_POINT))
        return false;
    int places = 0;
    tie_dec value = out->value;
    at++;
    for (const tie_entry *e; places < 9 && (e = lex_at(r, at, limit, TIE_LEX_NUMERAL));
         at = joint(r, at, limit)) {
        bool tens = tie_dec_cmp(e->a, tie_dec_int(10)) >= 0;
        bool filled =
            tens &&
            tie_hyphen_at(r, at + 1, limit); /* "seventy-one": the unit takes the second place */
        places += tens ? (filled ? 1 : 2) : 1;
        tie_dec digit = filled ? tie_times(e->a, (tie_dec){1, -1}) : e->a;
        value = tie_plus(value, tie_times(digit, tie_power_of_ten(-places)));
        at += e->tokens;
    }
    if (!places)
        return false;
    int power = tie_scale_words(r, &at, limit);
    set(out, TIE_FORM_WORDS, at, tie_times(value, tie_power_of_ten(power)));
    out->decimals = places;
    out->scale = power;
    return true;
}

/* Behind "of" in "a quarter of a million"; "half of one million" has a whole of its own. */
static uint32_t over_of(const tie_reader *r, uint32_t token, uint32_t limit) {
    return token + (tie_word_at(r, token, limit, "of") && a_or_an(r, token + 1, limit));
}

/* "thirds", "fifths", "twenty-fifths" behind a numerator. */
static bool over_denominator(const tie_reader *r, const cardinal *c, uint32_t limit,
                             tie_figure *out) {
    uint32_t t = joint(r, c->end, limit);
    tie_dec over = c->value, more = {0, 0};
    cardinal tens;
    const tie_entry *part = lex_at(r, t, limit, TIE_LEX_FRACTION);
    if (!part && read_cardinal(r, t, limit, &tens)) {
        t = joint(r, tens.end, limit);
        more = tens.value;
        part = lex_at(r, t, limit, TIE_LEX_FRACTION);
    } else if (part && t == c->end && tie_dec_cmp(part->b, tie_dec_int(10)) < 0) {
        more = c->bare_tens;
        over = tie_plus(over, tie_dec_neg(more));
    }
    if (!part)
        return false;
    tie_dec value = tie_ratio(tie_times(over, part->a), tie_plus(part->b, more));
    set(out, TIE_FORM_FRACTION, t + part->tokens, value);
    uint32_t scaled = over_of(r, out->end, limit);
    scaled += a_or_an(r, scaled, limit);
    int power = scaled > out->end ? tie_scale_words(r, &scaled, limit) : 0;
    if (power && tie_dec_cmp(part->b, tie_dec_int(4)) <= 0) { /* three quarters of a million */
        set(out, TIE_FORM_WORDS, scaled, tie_times(value, tie_power_of_ten(power)));
        out->scale = power;
        out->decimals = decimals_of(value);
    }
    return true;
}

/* Words or plain digits. */
static bool read_whole(const tie_reader *r, uint32_t token, uint32_t limit, cardinal *out) {
    if (token >= limit || tie_tok(r, token)->kind != TIE_TOKEN_NUMBER)
        return read_cardinal(r, token, limit, out);
    tie_dec value;
    int decimals;
    bool grouped;
    uint32_t end = token + 1;
    if (tie_token_number(tie_token_text(r, token), &value, &decimals, &grouped) != TIE_OK)
        return false;
    int power = tie_scale_words(r, &end, limit);
    if (decimals > power)
        return false;
    *out = (cardinal){.value = tie_times(value, tie_power_of_ten(power)), .end = end};
    return true;
}

/* "5 in 2019": a year; "1 in 2000", "3 in 1500": a whole. */
static bool dates(const tie_reader *r, const cardinal *over, uint32_t token, uint32_t limit) {
    enum { EARLIEST = 1900, LATEST = 2050, HUNDRED = 100 };
    int year;
    return tie_year_digits(r, token, limit, &year) && year >= EARLIEST && year <= LATEST &&
           (year % HUNDRED != 0 || tie_dec_cmp(over->value, tie_dec_int(1)) != 0);
}

/* "one in five", "two out of every five hundred"; "one over three" where it stands alone. */
static bool in_whole(const tie_reader *r, const cardinal *c, uint32_t limit, tie_figure *out) {
    bool in = tie_word_at(r, c->end, limit, "in"), over = tie_word_at(r, c->end, limit, "over");
    bool out_of =
        (tie_word_at(r, c->end, limit, "out") && tie_word_at(r, c->end + 1, limit, "of")) ||
        (tie_word_at(r, c->end, limit, "of") && tie_word_at(r, c->end + 1, limit, "every"));
    cardinal under;
    uint32_t whole = c->end + (out_of ? 2 : 1);
    whole += !over && tie_word_at(r, whole, limit, "every");
    if ((!in && !over && !out_of) || !read_whole(r, whole, limit, &under))
        return false;
    bool share =
        tie_dec_cmp(c->value, under.value) < 0 && tie_dec_cmp(c->value, tie_dec_int(10)) < 0;
    bool alone = stands_alone(r, under.end, limit) && !tie_word_at(r, under.end, limit, "of");
    if (over ? !alone : !share || (in && dates(r, c, whole, limit)))
        return false;
    set(out, TIE_FORM_FRACTION, under.end, tie_ratio(c->value, under.value));
    return true;
}

bool tie_over_whole(const tie_reader *reader, uint32_t limit, tie_figure *figure) {
    cardinal c = {.value = figure->value, .end = figure->end};
    return in_whole(reader, &c, limit, figure);
}

/* "half a million", "a quarter of a million", "a third of", "half of". */
static bool read_part(const tie_reader *r, uint32_t token, uint32_t limit, tie_figure *out) {
    bool article = a_or_an(r, token, limit);
    const tie_entry *part = lex_at(r, token + article, limit, TIE_LEX_FRACTION);
    if (!part)
        return false;
    uint32_t at = token + article + part->tokens;
    tie_dec value = tie_ratio(part->a, part->b);
    bool half = tie_dec_cmp(value, (tie_dec){5, -1}) == 0,
         quarter = tie_dec_cmp(value, (tie_dec){25, -2}) == 0;
    uint32_t scaled = over_of(r, at, limit);
    scaled += a_or_an(r, scaled, limit);
    int power = half || quarter ? tie_scale_words(r, &scaled, limit) : 0;
    if (power) {
        set(out, TIE_FORM_WORDS, scaled, tie_times(value, tie_power_of_ten(power)));
        out->scale = power;
        out->decimals = decimals_of(value);
        return true;
    }
    const tie_entry *dozen =
        half ? lex_at(r, at + a_or_an(r, at, limit), limit, TIE_LEX_DOZEN) : NULL;
    if (dozen) {
        set(out, TIE_FORM_WORDS, at + a_or_an(r, at, limit) + dozen->tokens,
            tie_times(value, dozen->a));
        return true;
    }
    uint32_t whole = at + a_or_an(r, at, limit);
    if (half && (whole > at || article) && lex_at(r, whole, limit, TIE_LEX_UNIT)) {
        set(out, TIE_FORM_FRACTION, whole, value); /* half a percentage point, a half hour */
        return true;
    }
    /* A bare "third" or "quarter" is an ordinal or a period; "a third" needs its whole, "a half"
     * does not. */
    bool unit = lex_at(r, at, limit, TIE_LEX_UNIT) != NULL;
    bool by = (half || article) && token &&
              tie_word_at(r, token - 1, limit, "by"); /* fell by half to 45 */
    if (by && !unit) {
        set(out, TIE_FORM_FRACTION, at, value);
        return true;
    }
    bool opens = !token || tie_token_is(r, token - 1, '.') || tie_token_is(r, token - 1, ';');
    bool next = opens && tie_dec_cmp(part->b, tie_dec_int(2)) > 0 &&
                tie_symbol_at(r, at, limit, ","); /* A third, smaller ship sank */
    if (next || (!article && !half) || (!stands_alone(r, at, limit) && !(half && article && !unit)))
        return false;
    set(out, TIE_FORM_FRACTION, at, value);
    return true;
}

/* "twenty-first", "one hundred twenty-fifth". */
static bool read_ordinal(const tie_reader *r, uint32_t token, uint32_t limit, const cardinal *c,
                         tie_figure *out) {
    uint32_t t = c ? joint(r, c->end, limit) : token;
    const tie_entry *e = lex_at(r, t, limit, TIE_LEX_ORDINAL);
    bool fits = e && (!c || !tie_dec_zero(c->bare_tens) || c->scale == 2);
    if (!fits)
        return false;
    set(out, TIE_FORM_ORDINAL, t + e->tokens, c ? tie_plus(c->value, e->a) : e->a);
    return true;
}

/* "a twenty-first", "a hundred-and-fifth" where no noun follows: one part of so many. */
static bool read_nth_part(const tie_reader *r, uint32_t token, uint32_t limit, tie_figure *out) {
    tie_figure nth = *out;
    if (!a_or_an(r, token, limit) || !read_ordinal(r, token + 1, limit, NULL, &nth))
        return false;
    if (tie_dec_cmp(nth.value, tie_dec_int(20)) < 0 || !stands_alone(r, nth.end, limit))
        return false;
    set(out, TIE_FORM_FRACTION, nth.end, tie_ratio(tie_dec_int(1), nth.value));
    return true;
}

bool tie_read_spelled(const tie_reader *reader, uint32_t token, uint32_t limit, tie_figure *out) {
    *out = (tie_figure){.begin = token, .form = TIE_FORM_WORDS};
    if (read_part(reader, token, limit, out) || read_nth_part(reader, token, limit, out) ||
        read_ordinal(reader, token, limit, NULL, out))
        return true;
    bool article = a_or_an(reader, token, limit);
    cardinal c;
    if (!read_cardinal(reader, token + article, limit, &c))
        return false;
    bool numeral = lex_at(reader, token + article, limit, TIE_LEX_NUMERAL) != NULL;
    if (article && numeral)
        return false;
    if (over_denominator(reader, &c, limit, out) || in_whole(reader, &c, limit, out) ||
        read_ordinal(reader, token, limit, &c, out))
        return true;
    set(out, TIE_FORM_WORDS, c.end, c.value);
    out->scale = c.scale > 2 ? c.scale : 0;
    if (point_digits(reader, out, limit))
        return true;
    int scale = c.scale;
    if (tie_and_fraction(reader, &out->end, limit, &out->value, &scale)) {
        out->scale = scale;
        tie_dec mantissa = tie_times(out->value, tie_power_of_ten(-scale));
        out->decimals = decimals_of(mantissa);
    }
    return true;
}
