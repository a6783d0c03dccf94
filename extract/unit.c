/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units around a figure, and figures in two units or with two bounds. */
#include "extract/draft.h"
#include "extract/number.h"

static bool more_word(const tie_reader *r, uint32_t token, uint32_t limit) {
    return tie_role_at(r, token, limit, TIE_ROLE_MORE);
}

static bool row_word(const tie_reader *r, uint32_t token, uint32_t limit) {
    return tie_role_at(r, token, limit, TIE_ROLE_IN_A_ROW) ||
           tie_role_at(r, token, limit, TIE_ROLE_WHOLE);
}

static bool number_at(const tie_reader *r, uint32_t token, uint32_t limit) {
    return token < limit && tie_tok(r, token)->kind == TIE_TOKEN_NUMBER;
}

/* "Five-Year Plan": a spelled number hyphened to a capital names something. */
static bool names(const tie_reader *r, const tie_draft *d, uint32_t token, const tie_entry *e) {
    return !(e->flags & TIE_PHRASE_EXACT) && (tie_tok(r, token)->flags & TIE_TOKEN_CAPITAL) &&
           d->figure->form == TIE_FORM_WORDS && tie_token_is(r, token - 1, '-');
}

/* "20 (kg)": the unit in brackets; moves *end behind the bracket. */
static const tie_entry *bracketed(const tie_reader *r, uint32_t token, uint32_t limit,
                                  uint32_t *end) {
    bool open = tie_symbol_at(r, token, limit, "(") || tie_symbol_at(r, token, limit, "{");
    const tie_entry *e = open ? tie_found_at(r, token + 1, limit, TIE_LEX_UNIT) : NULL;
    uint32_t close = e ? token + 1 + e->tokens : limit;
    if (!tie_symbol_at(r, close, limit, ")") && !tie_symbol_at(r, close, limit, "}"))
        return NULL;
    *end = close + 1;
    return e;
}

static const tie_entry *unit_behind(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                                    uint32_t *end) {
    uint32_t at = d->figure->end, limit = s->end;
    if (tie_hyphen_at(r, at, limit) && at + 1 < limit && tie_glued(r, at + 1))
        at++;
    if (d->figure->form == TIE_FORM_COLLECTIVE) /* millions of dollars */
        at += tie_word_at(r, at, limit, "of");
    bool part = d->figure->form == TIE_FORM_FRACTION && tie_word_at(r, at, limit, "of") &&
                tie_word_at(r, at + 1, limit, "a"); /* a quarter of a percentage point */
    const tie_entry *share = part ? tie_found_at(r, at + 2, limit, TIE_LEX_UNIT) : NULL;
    if (share && (tie_unit_of(r, share)->kind == TIE_KIND_PERCENT ||
                  tie_unit_of(r, share)->kind == TIE_KIND_POINTS)) {
        *end = at + 2 + share->tokens;
        return share;
    }
    at += more_word(r, at, limit) && tie_found_at(r, at + 1, limit, TIE_LEX_UNIT);
    uint32_t rowed = at + row_word(r, at, limit);
    const tie_entry *e = tie_found_at(r, rowed, limit, TIE_LEX_UNIT);
    if (e && tie_found_at(r, at, limit, TIE_LEX_COMPOUND))
        return NULL;
    if (!e)
        return bracketed(r, at, limit, end);
    if ((rowed > at && tie_unit_of(r, e)->kind != TIE_KIND_DURATION) || names(r, d, rowed, e))
        return NULL;
    *end = rowed + e->tokens;
    /* "rmb 10 usd 20", "10 $5 notes": it belongs to the figure behind it */
    bool next =
        number_at(r, *end, limit) && tie_found_at(r, rowed, limit, TIE_LEX_UNIT_BEFORE) &&
        (tie_glued(r, *end) || tie_found_before(r, d->begin, s->begin, TIE_LEX_UNIT_BEFORE));
    return next ? NULL : e;
}

/* "$", "RMB"; "aged", behind a hedge too ("aged under 18"), and no part of the figure's text. */
static const tie_entry *unit_before(const tie_reader *r, const tie_sentence *s, tie_draft *d) {
    const tie_entry *e = tie_found_before(r, d->begin, s->begin, TIE_LEX_UNIT_BEFORE);
    if (e)
        return e;
    const tie_entry *hedge = tie_found_before(r, d->begin, s->begin, TIE_LEX_HEDGE_BEFORE);
    e = hedge ? tie_found_before(r, d->begin - hedge->tokens, s->begin, TIE_LEX_UNIT_BEFORE) : NULL;
    return e && tie_unit_of(r, e)->age ? e : NULL;
}

static void negate(tie_figure *f) {
    f->negative = true;
    f->value = tie_dec_neg(f->value);
    f->value_hi = tie_dec_neg(f->value_hi);
}

void tie_draft_times(tie_draft *draft, int power) {
    if (draft->in)
        power += tie_dec_normal(draft->in->times).exp;
    draft->figure->value = tie_times(draft->figure->value, tie_power_of_ten(power));
    draft->figure->value_hi = tie_times(draft->figure->value_hi, tie_power_of_ten(power));
    draft->figure->scale += power;
}

void tie_draft_unit(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft) {
    uint32_t end = draft->end;
    const tie_entry *e = unit_behind(reader, sentence, draft, &end);
    if (e) {
        draft->unit = e;
        draft->in = tie_unit_of(reader, e);
        draft->end = end;
        int power = draft->in->kind == TIE_KIND_MONEY
                        ? tie_scale_words(reader, &draft->end, sentence->end)
                        : 0;
        tie_draft_times(draft, power); /* 75 USD million */
        return;
    }
    const tie_entry *before = unit_before(reader, sentence, draft);
    if (!before)
        return;
    draft->unit = before;
    draft->in = tie_unit_of(reader, before);
    if (draft->in->age)
        return;
    tie_draft_times(draft, 0);
    draft->begin -= before->tokens;
    if (!draft->figure->negative && tie_minus_before(reader, sentence, draft->begin)) {
        draft->begin--;
        negate(draft->figure);
    }
}

static const tie_unit *years_of_age(const tie_ruleset *rules) {
    for (size_t i = 0; i < rules->units.count; i++)
        if (rules->units.items[i].age && tie_str_eq(rules->units.items[i].id, TIE_STR("year")))
            return &rules->units.items[i];
    return NULL;
}

/* "Ann Lee, 45, of York": between the commas behind the name of somebody, of whom something is
 * told. */
static bool behind_name(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t comma = f->begin - 1, name = f->begin - 2, next = f->end + 1;
    if (f->form != TIE_FORM_DIGITS || f->begin < s->begin + 3 || f->end != f->begin + 1 ||
        !tie_token_is(r, comma, ',') || !tie_symbol_at(r, f->end, s->end, ",") || next >= s->end)
        return false;
    bool names = tie_tok(r, name)->kind == TIE_TOKEN_WORD &&
                 tie_tok(r, name)->flags & TIE_TOKEN_CAPITAL &&
                 (tie_tok(r, name - 1)->flags & TIE_TOKEN_CAPITAL ||
                  tie_token_is(r, name - 1, '.')) && /* Ms. Ortega, 58, */
                 !tie_found_before(r, comma, s->begin, TIE_LEX_PLACE) &&
                 !tie_found_before(r, comma, s->begin, TIE_LEX_MONTH);
    return names && tie_tok(r, next)->kind == TIE_TOKEN_WORD &&
           !(tie_tok(r, next)->flags & TIE_TOKEN_CAPITAL) && !tie_word_at(r, next, s->end, "and");
}

void tie_draft_age(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft) {
    enum { OLDEST = 110 };
    const tie_figure *f = draft->figure;
    bool bare = !draft->in && draft->noun.begin == draft->noun.end && f->form <= TIE_FORM_WORDS &&
                !f->decimals && !f->scale && tie_dec_cmp(f->value, tie_dec_int(OLDEST)) <= 0;
    bool hedged = draft->hedge_begin < draft->begin && draft->hedge_begin > sentence->begin;
    uint32_t head = draft->hedge_begin - 1;
    if (bare && hedged && tie_found_at(reader, head, draft->begin, TIE_LEX_PERSON) &&
        tie_is_plural(reader, head, draft->begin))
        draft->in = years_of_age(reader->rules);
    if (bare && !hedged && behind_name(reader, sentence, f))
        draft->in = years_of_age(reader->rules);
}

/* ---- Two drafts, one figure ---- */

/* Nothing but "and" or a comma between them. */
static bool neighbours(const tie_reader *r, const tie_draft *a, const tie_draft *b) {
    if (b->hedge_begin < a->end || b->hedge_begin > a->end + 2)
        return false;
    for (uint32_t t = a->end; t < b->hedge_begin; t++)
        if (!tie_token_is(r, t, ',') && !tie_word_at(r, t, b->hedge_begin, "and") &&
            !tie_word_at(r, t, b->hedge_begin, "but"))
            return false;
    return true;
}

/* "thirteen dollars forty-five": hundredths, when nothing is counted. */
static bool join_hundredths(tie_draft *a, const tie_draft *b) {
    const tie_unit *unit = a->in;
    bool money = unit && unit->kind == TIE_KIND_MONEY && !a->figure->decimals &&
                 !a->figure->scale && !a->figure->range;
    bool bare = !b->in && b->noun.begin == b->noun.end && b->begin == a->end &&
                b->figure->form == TIE_FORM_WORDS;
    if (!money || !bare || b->figure->scale || tie_dec_cmp(b->figure->value, tie_dec_int(100)) >= 0)
        return false;
    a->figure->value = tie_plus(a->figure->value, tie_times(b->figure->value, (tie_dec){1, -2}));
    a->figure->value_hi = a->figure->value;
    a->figure->decimals = 2;
    a->end = b->end;
    return true;
}

static const tie_unit *unit_named(const tie_ruleset *rules, tie_str id) {
    for (size_t i = 0; i < rules->units.count; i++)
        if (tie_str_eq(rules->units.items[i].id, id))
            return &rules->units.items[i];
    return NULL;
}

/* "5 ft 2 in": behind feet, and before no year or month, these are inches. */
static void read_inches(const tie_reader *r, const tie_draft *a, tie_draft *b) {
    bool feet = a->in && tie_str_eq(a->in->id, TIE_STR("foot"));
    uint32_t count = (uint32_t)r->tokens.count, behind = b->end + 1;
    if (!feet || b->in || b->begin != a->end || !tie_word_at(r, b->end, count, "in"))
        return;
    bool date = behind < count && (tie_tok(r, behind)->kind == TIE_TOKEN_NUMBER ||
                                   tie_found_at(r, behind, count, TIE_LEX_MONTH) ||
                                   tie_word_at(r, behind, count, "the"));
    if (date)
        return;
    b->in = unit_named(r->rules, TIE_STR("inch"));
    b->end = behind;
}

/* "five feet two inches", "thirteen dollars and forty-five cents": less than one of the larger
 * unit. */
static bool join_units(tie_draft *a, const tie_draft *b) {
    const tie_unit *large = a->in, *small = b->in;
    bool plain = large && small && !a->figure->range && !b->figure->range && !b->hedge &&
                 !a->figure->decimals;
    if (!plain || large->kind == TIE_KIND_PERCENT ||
        !tie_str_eq(large->dimension, small->dimension) ||
        tie_dec_cmp(large->factor, small->factor) <= 0)
        return false;
    tie_dec rest = tie_times(b->figure->value, small->factor);
    if (tie_dec_cmp(rest, large->factor) >= 0)
        return false;
    tie_dec part;
    if (tie_dec_div(rest, large->factor, TIE_ROUND_DOWN, &part) != TIE_OK)
        return false;
    enum { PLACES = 9 };
    part = tie_dec_round(part, PLACES);
    a->figure->value = a->figure->value_hi = tie_plus(a->figure->value, part);
    tie_dec normal = tie_dec_normal(part);
    a->figure->decimals = normal.exp < 0 ? -normal.exp : 0;
    a->end = b->end;
    return true;
}

/* "one-half of 1 percent": a part of what one unit is. */
static bool join_part(const tie_reader *r, tie_draft *a, const tie_draft *b) {
    bool shares = b->in && (b->in->kind == TIE_KIND_PERCENT || b->in->kind == TIE_KIND_POINTS);
    if (a->figure->form != TIE_FORM_FRACTION || a->in || !shares || b->hedge ||
        b->begin != a->end + 1 || !tie_token_word(r, a->end, "of") ||
        tie_dec_cmp(b->figure->value, tie_dec_int(1)) != 0 || b->figure->range)
        return false;
    a->in = b->in;
    a->unit = b->unit;
    a->noun = b->noun;
    a->end = b->end;
    tie_dec normal = tie_dec_normal(a->figure->value);
    a->figure->decimals = normal.exp < 0 ? -normal.exp : 0;
    a->figure->form = TIE_FORM_WORDS;
    return true;
}

static bool lower(tie_hedge h) { return h == TIE_HEDGE_MORE_THAN || h == TIE_HEDGE_AT_LEAST; }
static bool upper(tie_hedge h) {
    return h == TIE_HEDGE_LESS_THAN || h == TIE_HEDGE_AT_MOST || h == TIE_HEDGE_UP_TO;
}

/* "more than 10 and less than 40 kg": one range. */
static bool join_bounds(tie_draft *a, const tie_draft *b) {
    bool rises = lower(a->hedge) && upper(b->hedge), falls = upper(a->hedge) && lower(b->hedge);
    bool bare = a->noun.begin == a->noun.end && !a->in;
    const tie_figure *low = rises ? a->figure : b->figure, *high = rises ? b->figure : a->figure;
    if ((!rises && !falls) || !bare || tie_dec_cmp(low->value, high->value) >= 0)
        return false;
    tie_dec lo = low->value, hi = high->value;
    a->figure->decimals = low->decimals > high->decimals ? low->decimals : high->decimals;
    a->figure->value = lo;
    a->figure->value_hi = hi;
    a->figure->range = true;
    a->hedge = TIE_HEDGE_BETWEEN;
    a->unit = b->unit;
    a->in = b->in;
    a->noun = b->noun;
    a->end = b->end;
    return true;
}

size_t tie_draft_merge(const tie_reader *reader, tie_draft *drafts, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        tie_draft *last = kept ? &drafts[kept - 1] : NULL;
        if (last && drafts[i].figure->begin < last->end)
            continue; /* the 100 of l/100 km */
        if (last)
            read_inches(reader, last, &drafts[i]);
        bool part = last && !last->figure->reject && join_part(reader, last, &drafts[i]);
        bool merged =
            part || (last && !last->figure->reject && neighbours(reader, last, &drafts[i]) &&
                     (join_units(last, &drafts[i]) || join_hundredths(last, &drafts[i]) ||
                      join_bounds(last, &drafts[i])));
        if (merged)
            continue;
        if (kept != i)
            drafts[kept] = drafts[i];
        kept++;
    }
    return kept;
}
