/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Period expressions: a cue, one or two calendar atoms, or a stretch counted from the document's
 * date. */
#include "extract/calendar.h"

static bool known_date(const tie_reader *r) { return r->doc.date.known; }

/* ---- Years that were not printed ---- */

/* The year nearest by: of the sentence or paragraph, of the heading, of the document. */
static int near_year(const tie_reader *r) {
    const tie_context *c = &r->context;
    if (c->sentence_year.known)
        return c->sentence_year.from.year;
    if (c->heading_period.known && c->heading_period.from.year != TIE_YEAR_UNKNOWN)
        return c->heading_period.from.year;
    return known_date(r) ? r->doc.date.from.year : TIE_YEAR_UNKNOWN;
}

static void complete(const tie_reader *r, tie_atom *atom, tie_when *when) {
    if (atom->from.year != TIE_YEAR_UNKNOWN)
        return;
    int year = near_year(r);
    when->year_assumed = true;
    if (year != TIE_YEAR_UNKNOWN)
        tie_atom_set_year(atom, year);
}

/* "this year", "last year" behind a month: "May this year". */
static bool relative_year(const tie_reader *r, uint32_t *at, uint32_t limit, int *year) {
    static const struct {
        const char *first;
        int move;
    } forms[] = {{"this", 0}, {"last", -1}, {"next", 1}, {"that", 0}};
    uint32_t t = *at;
    t += tie_word_at(r, t, limit, "of");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (tie_word_at(r, t, limit, forms[i].first) && tie_word_at(r, t + 1, limit, "year") &&
            known_date(r) && r->doc.date.from.year != TIE_YEAR_UNKNOWN) {
            *year = r->doc.date.from.year + forms[i].move;
            *at = t + 2;
            return true;
        }
    return false;
}

/* ---- One or two atoms ---- */

static bool joint(const tie_reader *r, uint32_t token, uint32_t limit, bool between,
                  uint32_t *next) {
    if (token >= limit)
        return false;
    bool dash = tie_token_is(r, token, '-') ||
                tie_str_eq(tie_token_text(r, token), TIE_STR("\xE2\x80\x93")) ||
                tie_str_eq(tie_token_text(r, token), TIE_STR("\xE2\x80\x94"));
    const tie_entry *to = tie_cue_at(r, token, limit, TIE_CUE_TO);
    if (dash || (between && tie_word_at(r, token, limit, "and")))
        *next = token + 1;
    else if (to)
        *next = token + to->tokens;
    else
        return false;
    *next += tie_word_at(r, *next, limit, "the");
    return true;
}

static void share_years(tie_atom *a, tie_atom *b) {
    if (a->from.year == TIE_YEAR_UNKNOWN && b->from.year != TIE_YEAR_UNKNOWN) {
        bool earlier = a->from.month > b->from.month; /* December to January 2020 */
        tie_atom_set_year(a, b->from.year - earlier);
    } else if (b->from.year == TIE_YEAR_UNKNOWN && a->to.year != TIE_YEAR_UNKNOWN) {
        tie_atom_set_year(b, a->to.year + (b->to.month < a->to.month));
    }
}

/* "January to mid-June" counts whole days once one side does. */
static void share_grain(tie_atom *a, tie_atom *b) {
    if (b->mid) {
        b->to.day = 15;
        if (!a->from.day)
            a->from.day = 1;
    }
}

static tie_period from_to(tie_date from, tie_date to) { return tie_period_between(from, to); }

/* Atom, or atom and its partner, at token; moves when->end. */
static bool read_span(tie_reader *r, uint32_t token, uint32_t limit, bool between, tie_when *when) {
    tie_atom a, b;
    if (!tie_atom_read(r, token, limit, &a))
        return false;
    uint32_t at = a.end, next;
    int year;
    if (!a.year_printed && relative_year(r, &at, limit, &year)) {
        tie_atom_set_year(&a, year);
        a.end = at;
        when->relative = true;
    }
    bool pair = joint(r, a.end, limit, between, &next) &&
                (tie_atom_read_day(r, next, limit, a, &b) || tie_atom_read(r, next, limit, &b));
    if (!pair) {
        complete(r, &a, when);
        when->period =
            tie_date_cmp(a.from, a.to) == 0 ? tie_period_of(a.from) : from_to(a.from, a.to);
        when->end = a.end;
        return true;
    }
    at = b.end;
    if (!b.year_printed && relative_year(r, &at, limit, &year)) {
        tie_atom_set_year(&b, year);
        b.end = at;
        when->relative = true;
    }
    share_years(&a, &b);
    share_grain(&a, &b);
    complete(r, &a, when);
    complete(r, &b, when);
    when->period = from_to(a.from, b.to);
    when->end = b.end;
    if (tie_period_reversed(when->period))
        when->fault = "the end lies before the start";
    return true;
}

/* ---- Stretches counted from the document's date ---- */

static bool count_at(const tie_reader *r, uint32_t *at, uint32_t limit, int *count) {
    const tie_entry *spelled = tie_found_at(r, *at, limit, TIE_LEX_NUMERAL);
    const tie_entry *dozen = tie_found_at(r, *at, limit, TIE_LEX_DOZEN);
    if (spelled) {
        *count = (int)spelled->a.mant;
        *at += spelled->tokens;
    } else if (tie_integer_at(r, *at, limit, 3, count)) {
        (*at)++;
    } else if (dozen) {
        *count = (int)dozen->a.mant;
        *at += dozen->tokens;
    } else {
        return false;
    }
    return true;
}

static tie_date moved(tie_date d, tie_period_unit unit, int count) {
    switch (unit) {
    case TIE_PERIOD_DAY:
        return tie_date_add(d, 0, 0, count);
    case TIE_PERIOD_WEEK:
        return tie_date_add(d, 0, 0, 7 * count);
    case TIE_PERIOD_MONTH:
        return tie_date_add(d, 0, count, 0);
    case TIE_PERIOD_QUARTER:
        return tie_date_add(d, 0, 3 * count, 0);
    case TIE_PERIOD_HALF:
        return tie_date_add(d, 0, 6 * count, 0);
    case TIE_PERIOD_YEAR:
        return tie_date_add(d, count, 0, 0);
    case TIE_PERIOD_DECADE:
        return tie_date_add(d, 10 * count, 0, 0);
    case TIE_PERIOD_CENTURY:
        return tie_date_add(d, 100 * count, 0, 0);
    }
    return d;
}

/* The calendar month, quarter or year that lies `move` units from the date. */
static tie_period whole_unit(tie_date d, tie_period_unit unit, int move) {
    if (unit == TIE_PERIOD_YEAR)
        return tie_period_of((tie_date){(int16_t)(d.year + move), 0, 0});
    if (unit == TIE_PERIOD_MONTH) {
        tie_date first = tie_date_add((tie_date){d.year, d.month, 0}, 0, move, 0);
        return tie_period_of((tie_date){first.year, first.month, 0});
    }
    if (unit == TIE_PERIOD_DAY)
        return tie_period_of(tie_date_add(d, 0, 0, move));
    if (unit == TIE_PERIOD_WEEK && d.day) {
        int32_t day = tie_date_first_day(d), monday = day - ((day + 3) % 7 + 7) % 7 + 7 * move;
        return tie_period_between(tie_date_from_day(monday), tie_date_from_day(monday + 6));
    }
    if (unit == TIE_PERIOD_QUARTER && d.month) {
        tie_date first = tie_date_add((tie_date){d.year, (uint8_t)((d.month - 1) / 3 * 3 + 1), 0},
                                      0, 3 * move, 0);
        return tie_period_between(first, tie_date_add(first, 0, 2, 0));
    }
    return tie_period_none();
}

/* "the past two months", "over the last decade", "the next three years". */
static bool read_past(tie_reader *r, uint32_t token, uint32_t limit, tie_when *when) {
    const tie_entry *past = tie_cue_at(r, token, limit, TIE_CUE_PAST),
                    *next = tie_cue_at(r, token, limit, TIE_CUE_NEXT);
    const tie_entry *cue = past ? past : next;
    if (!cue)
        return false;
    uint32_t at = token + cue->tokens;
    int count = 1;
    count_at(r, &at, limit, &count);
    const tie_entry *unit = tie_found_at(r, at, limit, TIE_LEX_PERIOD_UNIT);
    if (!unit)
        return false;
    when->end = at + unit->tokens;
    when->relative = true;
    tie_period_unit grain = (tie_period_unit)unit->arg;
    bool year_known =
        known_date(r) && (r->doc.date.from.year != TIE_YEAR_UNKNOWN || grain <= TIE_PERIOD_MONTH);
    if (!year_known) {
        when->frame = past != NULL; /* a frame all the same, of unknown dates */
        return true;
    }
    tie_date here = r->doc.date.to;
    if (past)
        when->period = from_to(moved(here, grain, -count), here);
    else
        when->period = from_to(here, moved(here, grain, count));
    when->frame = past != NULL;
    return true;
}

/* "last year", "this month", "today". */
static bool read_near(tie_reader *r, uint32_t token, uint32_t limit, tie_when *when) {
    static const struct {
        tie_period_cue cue;
        int move;
    } days[] = {{TIE_CUE_TODAY, 0}, {TIE_CUE_YESTERDAY, -1}, {TIE_CUE_TOMORROW, 1}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const tie_entry *e = tie_cue_at(r, token, limit, days[i].cue);
        if (e) {
            when->end = token + e->tokens;
            when->relative = true;
            if (known_date(r) && r->doc.date.to.day)
                when->period = tie_period_of(tie_date_add(r->doc.date.to, 0, 0, days[i].move));
            return true;
        }
    }
    const tie_entry *this_ = tie_cue_at(r, token, limit, TIE_CUE_THIS),
                    *last = tie_cue_at(r, token, limit, TIE_CUE_LAST);
    const tie_entry *cue = this_ ? this_ : last;
    if (!cue)
        return false;
    const tie_entry *unit = tie_found_at(r, token + cue->tokens, limit, TIE_LEX_PERIOD_UNIT);
    if (!unit)
        return false;
    when->end = token + cue->tokens + unit->tokens;
    when->relative = true;
    when->before_change = last != NULL;
    if (known_date(r) && r->doc.date.from.year != TIE_YEAR_UNKNOWN)
        when->period = whole_unit(r->doc.date.to, (tie_period_unit)unit->arg, last ? -1 : 0);
    return true;
}

/* ---- Cues and what they govern ---- */

static tie_period at_end(tie_period p) {
    int32_t day = tie_date_last_day(p.to);
    if (p.to.year == TIE_YEAR_UNKNOWN && p.to.month) /* a leap year, so that 29 February exists */
        p.to.day = (uint8_t)(p.to.day ? p.to.day : tie_month_days(2000, p.to.month));
    else if (day != TIE_DAY_UNKNOWN)
        p.to = tie_date_from_day(day);
    p.from = p.to;
    p.instant = true;
    return p;
}

static bool read_since(tie_reader *r, uint32_t token, uint32_t limit, tie_when *when) {
    const tie_entry *launch = tie_cue_at(r, token, limit, TIE_CUE_LAUNCH);
    if (launch) {
        when->end = token + launch->tokens;
        when->frame = true;
        when->relative = true;
        if (known_date(r)) {
            when->period = tie_period_of(r->doc.date.to);
            when->period.from_open = true;
        }
        return true;
    }
    const tie_entry *since = tie_cue_at(r, token, limit, TIE_CUE_SINCE);
    if (!since)
        return false;
    uint32_t at = token + since->tokens;
    const tie_entry *begin = tie_cue_at(r, at, limit, TIE_CUE_BEGIN_OF);
    at += begin ? begin->tokens : 0;
    at += tie_word_at(r, at, limit, "the");
    if (!read_span(r, at, limit, false, when))
        return false;
    when->period.to_open = true;
    when->period.to = when->period.from;
    return true;
}

static bool read_until(tie_reader *r, uint32_t token, uint32_t limit, tie_when *when) {
    const tie_entry *until = tie_cue_at(r, token, limit, TIE_CUE_UNTIL);
    if (!until)
        return false;
    uint32_t at = token + until->tokens;
    at += tie_word_at(r, at, limit, "the");
    if (!read_span(r, at, limit, false, when))
        return false;
    when->period.from_open = true;
    when->period.from = when->period.to;
    return true;
}

/* "as of August 29", "by the end of 2001", "end-1957", "at the beginning of 2020". */
static bool read_instant(tie_reader *r, uint32_t token, uint32_t limit, tie_when *when) {
    const tie_entry *as_of = tie_cue_at(r, token, limit, TIE_CUE_AS_OF);
    uint32_t at = token + (as_of ? as_of->tokens : 0);
    if (!as_of) {
        const tie_entry *in = tie_cue_at(r, at, limit, TIE_CUE_IN);
        at += in ? in->tokens : 0;
    }
    at += tie_word_at(r, at, limit, "the");
    const tie_entry *end = tie_cue_at(r, at, limit, TIE_CUE_END_OF),
                    *begin = tie_cue_at(r, at, limit, TIE_CUE_BEGIN_OF);
    const tie_entry *edge = end ? end : begin;
    if (!as_of && !edge)
        return false;
    at += edge ? edge->tokens : 0;
    at += edge && at < limit && tie_token_is(r, at, '-');
    at += tie_word_at(r, at, limit, "of");
    at += tie_word_at(r, at, limit, "the");
    if (!read_span(r, at, limit, false, when) && !(edge && read_near(r, at, limit, when)))
        return false;
    if (!when->period.known)
        return true;
    if (begin && !end) {
        int32_t day = tie_date_first_day(when->period.from);
        if (day != TIE_DAY_UNKNOWN)
            when->period = tie_period_of(tie_date_from_day(day));
        when->period.instant = true;
    } else if (end || when->period.to.day) {
        when->period = at_end(when->period);
    } else {
        when->period.instant = true;
    }
    when->frame = as_of != NULL;
    return true;
}

/* "from A to B", "between A and B", "in A", "during A to B", or bare A. */
static bool read_plain(tie_reader *r, uint32_t token, uint32_t limit, tie_when *when) {
    const tie_entry *from = tie_cue_at(r, token, limit, TIE_CUE_FROM),
                    *in = tie_cue_at(r, token, limit, TIE_CUE_IN);
    const tie_entry *cue = from ? from : in;
    uint32_t at = token + (cue ? cue->tokens : 0);
    bool between = from && tie_word_at(r, token, limit, "between");
    at += tie_word_at(r, at, limit, "the") && !tie_found_at(r, at, limit, TIE_LEX_PERIOD_CUE);
    return read_span(r, at, limit, between, when) ||
           (cue && (read_past(r, at, limit, when) || read_near(r, at, limit, when)));
}

/* Tokens that may begin an expression, at a glance. */
static bool may_begin(const tie_reader *r, uint32_t token) {
    const tie_token *t = tie_tok(r, token);
    if (t->kind == TIE_TOKEN_NUMBER)
        return true;
    if (t->kind == TIE_TOKEN_WORD && t->end - t->start == 1)
        return true; /* Q1, H1 */
    for (uint32_t f = r->first_found[token]; f < r->first_found[token + 1]; f++) {
        unsigned lex = r->founds.items[f].entry->lex;
        if (lex == TIE_LEX_MONTH || lex == TIE_LEX_WEEKDAY || lex == TIE_LEX_PERIOD_CUE ||
            lex == TIE_LEX_ORDINAL)
            return true;
    }
    return tie_token_word(r, token, "the") || tie_token_word(r, token, "year");
}

static bool read_when(tie_reader *r, uint32_t token, uint32_t limit, tie_when *when) {
    *when = (tie_when){.begin = token, .end = token};
    return read_since(r, token, limit, when) || read_instant(r, token, limit, when) ||
           read_until(r, token, limit, when) || read_past(r, token, limit, when) ||
           read_plain(r, token, limit, when) || read_near(r, token, limit, when);
}

/* "From January to May 2018, procuratorial 2023": a second bare year a word or two behind a dated
 * expression, with no preposition of its own, leaves one expression with two years. */
static void mark_two_years(const tie_reader *r, tie_whens *whens) {
    for (size_t i = 1; i < whens->count; i++) {
        tie_when *a = &whens->items[i - 1], *b = &whens->items[i];
        bool year = b->end - b->begin == 1 && b->period.known && !b->period.from.month;
        bool dated = a->period.known && a->period.to.year != TIE_YEAR_UNKNOWN &&
                     a->end - a->begin > 1 && !a->relative;
        uint32_t gap = b->begin - a->end;
        if (!year || !dated || gap < 1 || gap > 3 || b->period.from.year == a->period.to.year)
            continue;
        const tie_token *before = tie_tok(r, b->begin - 1);
        bool bare = before->kind == TIE_TOKEN_WORD && !(before->flags & TIE_TOKEN_CAPITAL) &&
                    !tie_found_before(r, b->begin, a->end, TIE_LEX_STOP) &&
                    !tie_found_before(r, b->begin, a->end, TIE_LEX_PERIOD_CUE) &&
                    !tie_found_before(r, b->begin, a->end, TIE_LEX_HEDGE_BEFORE) &&
                    !tie_found_before(r, b->begin, a->end, TIE_LEX_IDENTIFIER);
        bool goes_on = b->end < r->tokens.count && tie_tok(r, b->end)->kind == TIE_TOKEN_WORD &&
                       !(tie_tok(r, b->end)->flags & TIE_TOKEN_CAPITAL);
        if (bare && goes_on)
            a->fault = b->fault = "two years in one expression";
    }
}

void tie_read_whens(tie_reader *reader, tie_sentence *sentence) {
    tie_context *context = &reader->context;
    for (uint32_t t = sentence->begin; t < sentence->end;) {
        tie_when when;
        if (!may_begin(reader, t) || !read_when(reader, t, sentence->end, &when) || when.end <= t) {
            t++;
            continue;
        }
        if (when.period.known && !when.year_assumed && !when.relative &&
            when.period.from.year != TIE_YEAR_UNKNOWN)
            context->sentence_year = when.period;
        *TIE_PUSH(reader->scratch, &sentence->whens) = when;
        t = when.end;
    }
    mark_two_years(reader, &sentence->whens);
}
