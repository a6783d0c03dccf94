/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two figures that are the ends of one range. */
#include "extract/claims.h"
#include "extract/number.h"

/* Between two figures: the tokens of a unit behind the first, of what joins them, of a currency
 * before the second. */
typedef struct seam {
    const tie_entry *unit, *money;
    uint32_t at;    /* the joining token */
    uint32_t joint; /* how many join; 0: no range */
    bool around;    /* plus or minus */
} seam;

/* A unit behind the lower end stands behind the upper end too: "0.5 points to 7.8 percent" is no
 * range. */
static bool same_unit(const tie_reader *r, const tie_entry *lower, uint32_t token, uint32_t limit) {
    const tie_entry *upper = tie_found_at(r, token, limit, TIE_LEX_UNIT);
    const tie_unit *units = r->rules->units.items;
    return !lower || (upper && tie_str_eq(units[lower->arg].id, units[upper->arg].id));
}

/* Where the words before the first figure end: behind "$" or "the ages of" too. */
static uint32_t lead(const tie_reader *reader, const tie_sentence *sentence, uint32_t first) {
    const tie_entry *before = tie_found_before(reader, first, sentence->begin, TIE_LEX_UNIT_BEFORE);
    return before ? first - before->tokens : first;
}

static bool changes(const tie_reader *reader, uint32_t from, uint32_t to) {
    for (uint32_t t = from; t < to; t++)
        if (tie_found_at(reader, t, to, TIE_LEX_CHANGE) ||
            tie_found_at(reader, t, to, TIE_LEX_MULTIPLE) ||
            tie_found_at(reader, t, to, TIE_LEX_REVISED))
            return true;
    return false;
}

/* "two or three", "10 or 12": near each other, and small. */
static bool either(const tie_figure *low, tie_dec high) {
    tie_dec twice = tie_times(low->value, tie_dec_int(2));
    return tie_dec_cmp(high, tie_dec_int(20)) <= 0 && tie_dec_cmp(high, twice) <= 0;
}

/* "by 93 to 449 in 2018 from 366": behind the level stands the one before it, which is no year. */
static bool level_before(const tie_reader *r, const tie_sentence *s, const tie_figure *high) {
    enum { REACH = 8, YEAR_DIGITS = 4 };
    if (tie_found_at(r, high->end, s->end, TIE_LEX_UNIT))
        return false; /* by 5 to 10 percent from 40 */
    for (uint32_t t = high->end; t + 1 < s->end && t - high->end < REACH; t++) {
        const tie_token *next = tie_tok(r, t + 1);
        if (tie_token_is(r, t, ';'))
            return false;
        if (tie_token_word(r, t, "from") && next->kind == TIE_TOKEN_NUMBER)
            return tie_token_len(next) != YEAR_DIGITS;
    }
    return false;
}

static bool plus_minus(const tie_reader *r, uint32_t at, uint32_t limit) {
    return tie_symbol_at(r, at, limit, "\xC2\xB1");
}

static bool plus_or_minus(const tie_reader *r, uint32_t at, uint32_t limit) {
    return tie_word_at(r, at, limit, "plus") && tie_word_at(r, at + 1, limit, "or") &&
           tie_word_at(r, at + 2, limit, "minus");
}

/* "five-to-ten-year terms"; "5-to-1" alone is a ratio. */
static bool hyphened_to(const tie_reader *r, uint32_t at, const tie_figure *high, uint32_t limit) {
    return tie_hyphen_at(r, at, limit) && tie_word_at(r, at + 1, limit, "to") &&
           tie_glued(r, at + 1) && tie_hyphen_at(r, at + 2, limit) &&
           tie_hyphen_at(r, high->end, limit) &&
           tie_found_at(r, high->end + 1, limit, TIE_LEX_UNIT);
}

/* "to", a dash, "and" after "between", "or". */
static uint32_t joining(const tie_reader *reader, const tie_sentence *sentence,
                        const tie_figure *low, const tie_figure *high, uint32_t at) {
    uint32_t first = low->begin;
    if (at + 1 >= sentence->end)
        return 0;
    if (hyphened_to(reader, at, high, sentence->end))
        return 3;
    bool hangs = tie_hyphen_at(reader, at, sentence->end) && !tie_glued(reader, at + 1) &&
                 tie_word_at(reader, at + 1, sentence->end, "to") &&
                 tie_hyphen_at(reader, high->end, sentence->end); /* 16- to 24-year-olds */
    if (hangs)
        return 2;
    if (tie_dash_at(reader, at, sentence->end)) {
        /* a third part makes it a phone number or a name: 1-222-2222, three-nought-four */
        bool third = (first > sentence->begin && tie_hyphen_at(reader, first - 1, first)) ||
                     tie_hyphen_at(reader, at + 2, sentence->end);
        return tie_glued(reader, at) == tie_glued(reader, at + 1) && !third ? 1 : 0;
    }
    uint32_t front = lead(reader, sentence, first);
    bool from = front > sentence->begin && tie_token_word(reader, front - 1, "from");
    bool between = front > sentence->begin && tie_token_word(reader, front - 1, "between");
    if (between)
        return tie_token_word(reader, at, "and") || tie_token_word(reader, at, "to") ? 1 : 0;
    if (tie_token_word(reader, at, "or"))
        return either(low, high->value) ? 1 : 0;
    if (!tie_token_word(reader, at, "to") && !tie_token_word(reader, at, "through"))
        return 0;
    bool by = front > sentence->begin && tie_token_word(reader, front - 1, "by");
    if (by && changes(reader, sentence->begin, first) &&
        (level_before(reader, sentence, high) ||
         tie_dec_cmp(high->value, tie_times(low->value, tie_dec_int(5))) > 0))
        return 0; /* "rose by 102 to 8,997": the change and where it led */
    /* "rose from 5 to 10" is a change */
    return from && changes(reader, sentence->begin, first) ? 0 : 1;
}

static seam find_seam(const tie_reader *reader, const tie_sentence *sentence, const tie_figure *low,
                      const tie_figure *high) {
    uint32_t at = low->end, limit = sentence->end;
    seam s = {.unit = tie_found_at(reader, at, limit, TIE_LEX_UNIT)};
    if (s.unit && at + s.unit->tokens < high->begin)
        at += s.unit->tokens;
    else
        s.unit = NULL;
    s.at = at;
    s.around = plus_minus(reader, at, limit) || plus_or_minus(reader, at, limit);
    if (s.around)
        s.joint = plus_minus(reader, at, limit) ? 1 : 3;
    else
        s.joint = joining(reader, sentence, low, high, at);
    if (s.joint)
        s.money = tie_found_at(reader, at + s.joint, limit, TIE_LEX_UNIT_BEFORE);
    return s;
}

static void join(tie_figure *low, const tie_figure *high) {
    /* "5 to 10 million": the scale of the second serves both */
    tie_dec scaled = tie_times(low->value, tie_power_of_ten(high->scale));
    if (!low->scale && high->scale && tie_dec_cmp(scaled, high->value) < 0)
        low->value = scaled;
    low->value_hi = high->value;
    low->scale = high->scale;
}

static void join_around(tie_figure *middle, const tie_figure *margin) {
    tie_dec center = middle->value;
    middle->value = tie_plus(center, tie_dec_neg(margin->value));
    middle->value_hi = tie_plus(center, margin->value);
}

/* Makes a range of low when high is its other end. */
static bool try_join(const tie_reader *reader, const tie_sentence *sentence, tie_figure *low,
                     const tie_figure *high) {
    bool plain = high->form == TIE_FORM_DIGITS || high->form == TIE_FORM_WORDS ||
                 high->form == TIE_FORM_FRACTION;
    uint32_t cell;
    bool spelled_part = low->form == TIE_FORM_FRACTION &&
                        tie_tok(reader, low->begin)->kind == TIE_TOKEN_WORD &&
                        high->form != TIE_FORM_FRACTION; /* fell by half to 45 */
    if (!plain || spelled_part || low->form == TIE_FORM_ORDINAL || low->form == TIE_FORM_MULTIPLE ||
        high->reject || low->reject || low->range ||
        (tie_table_counts(reader, low->begin, &cell) && high->begin >= cell))
        return false;
    seam s = find_seam(reader, sentence, low, high);
    uint32_t next = s.at + s.joint + (s.money ? s.money->tokens : 0);
    /* "rose 15 % to $ 415.9 million" */
    bool forms = low->form == high->form ||
                 !tie_dash_at(reader, s.at, sentence->end); /* eight to 18 years */
    bool same =
        forms && !(s.unit && s.money) && same_unit(reader, s.unit, high->end, sentence->end);
    bool rises = tie_dec_cmp(low->value, high->value) < 0;
    if (!s.joint || next != high->begin || !same || rises == s.around)
        return false;
    if (s.around)
        join_around(low, high);
    else
        join(low, high);
    /* the coarser: one precision stands for both ends */
    low->decimals = low->decimals < high->decimals ? low->decimals : high->decimals;
    low->end = high->end;
    low->range = true;
    return true;
}

/* "twenty (20) apples", "20 (twenty)": one figure, told twice. */
static bool try_repeat(const tie_reader *reader, const tie_sentence *sentence, tie_figure *told,
                       const tie_figure *again) {
    bool forms = (told->form == TIE_FORM_WORDS && again->form == TIE_FORM_DIGITS) ||
                 (told->form == TIE_FORM_DIGITS && again->form == TIE_FORM_WORDS);
    if (!forms || told->range || again->begin != told->end + 1 ||
        !tie_token_is(reader, told->end, '(') ||
        !tie_symbol_at(reader, again->end, sentence->end, ")") ||
        tie_dec_cmp(told->value, again->value) != 0)
        return false;
    told->end = again->end + 1;
    return true;
}

void tie_join_ranges(tie_reader *reader, tie_sentence *sentence) {
    tie_figures *figures = &sentence->figures;
    size_t kept = 0;
    for (size_t i = 0; i < figures->count; i++) {
        const tie_figure *f = &figures->items[i];
        tie_figure *last = kept ? &figures->items[kept - 1] : NULL;
        if (last && (try_join(reader, sentence, last, f) || try_repeat(reader, sentence, last, f)))
            continue;
        if (kept != i)
            figures->items[kept] = *f;
        kept++;
    }
    figures->count = kept;
}
