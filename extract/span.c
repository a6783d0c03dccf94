/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One calendar atom, or two joined to a span, with the years that were not printed. */
#include "extract/expression.h"

enum { MONTHS = 12, MIDDLE = 15 };

/* ---- Years that were not printed ---- */

/* The year nearest by: of the sentence or paragraph, of the heading. */
static int near_year(const tie_reader *r) {
    const tie_context *c = &r->context;
    if (c->sentence_year.known)
        return c->sentence_year.from.year;
    if (c->heading_period.known && c->heading_period.from.year != TIE_YEAR_UNKNOWN)
        return c->heading_period.from.year;
    /* "data as received by 10:00, 20 April 2020": when the text was written */
    return c->closing.known && !r->doc.date.known ? c->closing.to.year : TIE_YEAR_UNKNOWN;
}

bool tie_expression_planned(const tie_expression *e) {
    for (uint32_t t = e->begin; t < e->limit; t++)
        if (tie_found_at(e->reader, t, e->limit, TIE_LEX_PLAN))
            return true;
    return false;
}

static void complete(const tie_expression *e, tie_atom *atom, tie_when *when) {
    if (atom->unknown || atom->from.year != TIE_YEAR_UNKNOWN)
        return;
    int year = near_year(e->reader);
    when->year_assumed = true;
    tie_date here;
    if (year == TIE_YEAR_UNKNOWN && tie_relative_base(e->reader, &here)) {
        /* a report of February that tells of December means the last one; one of November may tell
         * of what December, or January, will bring */
        bool plan = here.month && tie_expression_planned(e);
        bool past = here.month && atom->from.month > here.month + 1 && !plan;
        bool ahead = plan && here.month - atom->from.month > MONTHS / 2;
        year = here.year - past + ahead;
    }
    if (year == TIE_YEAR_UNKNOWN)
        return;
    tie_atom_set_year(atom, year);
    atom->to.year = (int16_t)(atom->to.year + (atom->to.month < atom->from.month));
}

/* "this year", "of last year", "of that year" behind a month: "May this year". */
static void relative_year(const tie_expression *e, tie_atom *atom) {
    if (atom->year_printed || atom->unknown || atom->relative)
        return;
    const tie_reader *r = e->reader;
    uint32_t t = atom->end + tie_word_at(r, atom->end, e->limit, "of");
    if (t >= e->limit)
        return;
    bool that = tie_word_at(r, t, e->limit, "that") && tie_word_at(r, t + 1, e->limit, "year");
    if (that) {
        atom->end = t + 2;
        return;
    }
    tie_atom year;
    if (tie_word_at(r, t, e->limit, "a") || tie_word_at(r, t, e->limit, "one") ||
        !tie_relative_read(r, e->before, tie_look_at(r, t), t, e->limit, &year) || year.unknown ||
        year.frame || year.from.month || year.from.year != year.to.year)
        return;
    tie_atom_set_year(atom, year.from.year);
    atom->to.year = (int16_t)(atom->to.year + (atom->to.month < atom->from.month));
    atom->end = year.end;
    atom->year_printed = atom->relative = true;
}

/* ---- One end ---- */

static void at_end(tie_atom *atom) {
    int32_t day = tie_date_last_day(atom->to);
    if (day != TIE_DAY_UNKNOWN)
        atom->to = tie_date_from_day(day);
    else if (atom->to.month && !atom->to.day)
        atom->to.day = (uint8_t)tie_month_days(TIE_YEAR_UNKNOWN, atom->to.month);
    atom->from = atom->to;
}

static void at_begin(tie_atom *atom) {
    int32_t day = tie_date_first_day(atom->from);
    if (day != TIE_DAY_UNKNOWN)
        atom->from = tie_date_from_day(day);
    atom->to = atom->from;
}

uint32_t tie_edge_skip(const tie_expression *e, uint32_t token, bool *end) {
    const tie_reader *r = e->reader;
    uint32_t at = token;
    const tie_entry *last = tie_cue_at(r, at, e->limit, TIE_CUE_END_OF),
                    *first = tie_cue_at(r, at, e->limit, TIE_CUE_BEGIN_OF);
    if (!last && !first && tie_word_at(r, at, e->limit, "the")) {
        at++;
        last = tie_cue_at(r, at, e->limit, TIE_CUE_END_OF);
        first = tie_cue_at(r, at, e->limit, TIE_CUE_BEGIN_OF);
    }
    if (!last && !first)
        return token;
    *end = last != NULL;
    at += last ? last->tokens : first->tokens;
    at += at < e->limit && tie_token_is(r, at, '-');
    at += tie_word_at(r, at, e->limit, "of");
    return at + tie_word_at(r, at, e->limit, "the");
}

bool tie_point_read(const tie_expression *e, uint32_t token, tie_when *when, tie_atom *out) {
    const tie_reader *r = e->reader;
    if (token >= e->limit)
        return false;
    bool end = false;
    uint32_t at = tie_edge_skip(e, token, &end);
    bool edge = at != token;
    if (!edge)
        at += tie_word_at(r, at, e->limit, "the") && !tie_look_at(r, at).lexes;
    bool read =
        at < e->limit &&
        (tie_atom_read(r, at, e->limit, out) ||
         tie_relative_read(r, e->before, tie_look_at(r, token), token, e->limit, out) ||
         (at != token && tie_relative_read(r, e->before, tie_look_at(r, at), at, e->limit, out)));
    if (!read && !edge && tie_word_at(r, token, e->limit, "the"))
        read = tie_atom_read(r, token + 1, e->limit, out);
    if (!read)
        return false;
    relative_year(e, out);
    const tie_entry *weekend = tie_cue_at(r, out->end, e->limit, TIE_CUE_WEEKEND);
    if (weekend && out->day_printed && !out->bare && !out->unknown) {
        complete(e, out, when);
        tie_weekend_widen(out);
        out->end += weekend->tokens;
    }
    when->fault = when->fault ? when->fault : out->fault;
    if (!edge || out->unknown)
        return true;
    complete(e, out, when);
    if (end)
        at_end(out);
    else
        at_begin(out);
    out->day_printed = out->to.day != 0;
    out->instant = true;
    return true;
}

/* ---- Two ends ---- */

/* The two follow each other: "2015 and 2016", "May and June 2015". Longer lists and what is told of
 * each year "respectively" stay apart. */
static bool neighbours(const tie_expression *e, const tie_atom *a, const tie_atom *b) {
    const tie_reader *r = e->reader;
    if (a->from.day || b->from.day || !a->from.month != !b->from.month || a->relative ||
        b->relative || tie_date_cmp(a->from, a->to) || tie_date_cmp(b->from, b->to))
        return false;
    uint32_t before = a->begin;
    if (before && tie_token_is(r, before - 1, ','))
        return false;
    for (uint32_t t = b->end; t < e->limit; t++)
        if (tie_token_role(r, t, TIE_ROLE_RESPECTIVELY))
            return false;
    if (!a->from.month)
        return b->from.year == a->from.year + 1;
    bool same_year = !a->year_printed || (b->year_printed && a->from.year == b->from.year);
    return same_year && b->from.month == a->from.month + 1;
}

static uint32_t joint(const tie_expression *e, uint32_t token, bool between, bool *listed) {
    const tie_reader *r = e->reader;
    uint32_t at = token;
    *listed = false;
    if (at >= e->limit || (tie_tok(r, at)->flags & TIE_TOKEN_GAP)) /* another cell */
        return token;
    at += tie_token_is(r, at, '.') && tie_glued(r, at); /* Jan.-Sept. */
    const tie_entry *to = tie_cue_at(r, at, e->limit, TIE_CUE_TO);
    bool and = tie_word_at(r, at, e->limit, "and");
    *listed = and&&!between;
    if (!to && !and)
        return token;
    at += to ? to->tokens : 1u;
    return at;
}

static void share_years(tie_atom *a, tie_atom *b) {
    if (a->unknown || b->unknown)
        return;
    if (a->from.year == TIE_YEAR_UNKNOWN && b->from.year != TIE_YEAR_UNKNOWN) {
        bool earlier = a->from.month > b->from.month; /* December to January 2020 */
        tie_atom_set_year(a, b->from.year - earlier);
    } else if (b->from.year == TIE_YEAR_UNKNOWN && a->to.year != TIE_YEAR_UNKNOWN) {
        tie_atom_set_year(b, a->to.year + (b->to.month < a->to.month));
    }
}

/* "January to mid-June", "April until the end of June": whole days once one side has them. */
static void share_grain(tie_atom *a, tie_atom *b) {
    if (b->mid)
        b->to.day = MIDDLE;
    if (a->mid && a->instant)
        a->from.day = MIDDLE;
    if ((b->mid || b->instant) && b->to.day && a->from.month && !a->from.day)
        a->from.day = 1;
    if (b->instant && b->to.day && !a->from.month && a->from.year != TIE_YEAR_UNKNOWN &&
        b->to.month == MONTHS) /* 2007 to the end of 2008 */
        b->to.month = b->to.day = 0;
}

/* A date of three numbers, the year last: 03-05-2020. */
static bool numeric(const tie_reader *r, const tie_atom *atom, int parts[3]) {
    enum { TOKENS = 5 };
    return atom->end - atom->begin == TOKENS &&
           tie_integer_at(r, atom->begin, atom->end, 2, &parts[0]) &&
           tie_integer_at(r, atom->begin + 2, atom->end, 2, &parts[1]) &&
           tie_integer_at(r, atom->begin + 4, atom->end, 4, &parts[2]);
}

static void set_day(tie_atom *atom, int month, int day) {
    atom->from.month = (uint8_t)month;
    atom->from.day = (uint8_t)day;
    atom->to = atom->from;
}

/* Both ends of a span are printed in one order: a part above 12 at either end is the day, and what
 * both share is the month, of the same year ("10-3-2018 to 10-7-2018"), unless it is 1. */
static void share_order(const tie_reader *r, tie_atom *a, tie_atom *b) {
    int x[3], y[3];
    if (!numeric(r, a, x) || !numeric(r, b, y) ||
        !tie_token_is(r, a->begin + 1, '/') != !tie_token_is(r, b->begin + 1, '/'))
        return;
    bool same_year = x[2] == y[2];
    bool day_first = x[0] > MONTHS || y[0] > MONTHS, month_first = x[1] > MONTHS || y[1] > MONTHS;
    if (!day_first && !month_first) {
        month_first = same_year && x[0] == y[0] && x[1] != y[1] && x[0] != 1;
        day_first = same_year && x[1] == y[1] && x[0] != y[0] && x[1] != 1;
    }
    if (day_first == month_first)
        return;
    int month = month_first ? 0 : 1, day = 1 - month;
    if (x[month] <= MONTHS && y[month] <= MONTHS) {
        set_day(a, x[month], x[day]);
        set_day(b, y[month], y[day]);
    }
}

/* "between January 1 and October 25" in a report of March: of the year before. */
static bool ends_ahead(const tie_expression *e, tie_atom a, tie_atom b) {
    tie_date here;
    return near_year(e->reader) == TIE_YEAR_UNKNOWN && tie_relative_base(e->reader, &here) &&
           here.month && a.from.year == here.year && b.from.month >= a.from.month &&
           b.from.month > here.month + 1 && !tie_expression_planned(e);
}

/* "reaching back through the spring of 1918 to 1917" */
static bool backwards(const tie_expression *e, uint32_t token) {
    enum { REACH = 5 };
    for (uint32_t t = token; t > e->begin && token - t < REACH; t--)
        if (tie_token_role(e->reader, t - 1, TIE_ROLE_BACKWARDS))
            return true;
    return false;
}

static bool pair(const tie_expression *e, tie_atom a, tie_atom b, tie_when *when) {
    when->end = b.end;
    when->relative = when->relative || a.relative || b.relative;
    when->fiscal = a.fiscal || b.fiscal;
    if (a.unknown || b.unknown)
        return true;
    share_order(e->reader, &a, &b);
    share_years(&a, &b);
    share_grain(&a, &b);
    bool both = a.from.year == TIE_YEAR_UNKNOWN && b.from.year == TIE_YEAR_UNKNOWN;
    complete(e, &a, when);
    if (both && a.from.year != TIE_YEAR_UNKNOWN) {
        bool ahead = ends_ahead(e, a, b);
        a.from.year = (int16_t)(a.from.year - ahead);
        a.to.year = (int16_t)(a.to.year - ahead);
        tie_atom_set_year(&b, a.from.year + (b.from.month < a.from.month));
    }
    complete(e, &b, when);
    when->period = tie_period_between(a.from, b.to);
    if (tie_period_reversed(when->period) && backwards(e, a.begin))
        when->period = tie_period_between(b.from, a.to);
    if (tie_period_reversed(when->period))
        when->fault = "the end lies before the start";
    return true;
}

/* "3 to 7 May 2016", "the ninth and the seventeenth of April": the month stands behind. */
static bool read_day_pair(const tie_expression *e, uint32_t token, bool between, tie_when *when) {
    const tie_reader *r = e->reader;
    int day;
    uint32_t at = token;
    bool listed;
    if (!tie_day_read_number(r, &at, e->limit, &day))
        return false;
    uint32_t next = joint(e, at, between, &listed);
    tie_atom b;
    bool date = next > at && next < e->limit && tie_glued(r, next) &&
                tie_found_at(r, next, e->limit, TIE_LEX_MONTH); /* 05-Aug-16 */
    if (next == at || listed || date || next >= e->limit || !tie_atom_read(r, next, e->limit, &b) ||
        !b.day_printed || b.fault || tie_date_cmp(b.from, b.to) || day >= b.from.day)
        return false;
    bool figures = tie_tok(r, next)->kind == TIE_TOKEN_NUMBER && b.end - next > 1 &&
                   tie_tok(r, next + 1)->kind == TIE_TOKEN_SYMBOL &&
                   tie_tok(r, next + 2)->kind == TIE_TOKEN_NUMBER;
    if (figures) /* "5 to 3/7/2020" */
        return false;
    relative_year(e, &b);
    tie_atom a = b;
    a.from.day = a.to.day = (uint8_t)day;
    return pair(e, a, b, when);
}

bool tie_span_read(const tie_expression *e, uint32_t token, bool between, tie_when *when) {
    tie_atom a, b;
    if (!tie_time_begins(e, token) || !tie_time_near(e, token))
        return false;
    if (read_day_pair(e, token, between, when))
        return true;
    if (!tie_point_read(e, token, when, &a))
        return false;
    bool listed;
    uint32_t next = joint(e, a.end, between, &listed);
    bool paired = next != a.end && next < e->limit && !a.bare && !a.frame;
    if (paired) {
        uint32_t second = next + tie_word_at(e->reader, next, e->limit, "the");
        tie_when tail = *when;
        paired = ((!a.unknown && tie_day_read_second(e->reader, second, e->limit, a, &b)) ||
                  tie_point_read(e, next, &tail, &b)) &&
                 !b.bare && !b.frame && (!listed || neighbours(e, &a, &b));
        when->fault = paired ? tail.fault : when->fault;
    }
    if (paired)
        return pair(e, a, b, when);
    complete(e, &a, when);
    when->end = a.end;
    when->relative = when->relative || a.relative;
    when->fiscal = a.fiscal || (!a.from.month && tie_cue_end(e, a.end, TIE_CUE_FISCAL) != a.end);
    when->frame = a.frame;
    when->before_change = a.earlier;
    when->period = tie_atom_period(a);
    return true;
}
