/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and stretches counted from another date: the document's, or for "a year earlier" the period
 * before it in the text. Without that date they are found all the same, of unknown days. */
#include "extract/relative.h"

enum { WEEK = 7, MONTHS_OF_QUARTER = 3, MONTHS_OF_HALF = 6 };

bool tie_relative_base(const tie_reader *reader, tie_date *out) {
    if (!reader->doc.date.known || reader->doc.date.to.year == TIE_YEAR_UNKNOWN)
        return false;
    *out = reader->doc.date.to;
    return true;
}

bool tie_scope_day(const tie_scope *s, tie_date *out) {
    return tie_relative_base(s->r, out) && out->day;
}

/* So many days from Monday to Friday ahead or back. */
static tie_date move_workdays(tie_date d, int count) {
    enum { SATURDAY = 5, A_WEEK_OF_WORK = 5 };
    int32_t day = tie_date_first_day(d);
    if (day == TIE_DAY_UNKNOWN || !d.day)
        return d;
    int step = count < 0 ? -1 : 1;
    day += WEEK * (count / A_WEEK_OF_WORK);
    for (int left = count % A_WEEK_OF_WORK; left;) {
        day += step;
        if (day - tie_week_begin(day) < SATURDAY)
            left -= step;
    }
    return tie_date_from_day(day);
}

tie_date tie_relative_move(tie_date d, tie_period_unit unit, int count) {
    switch (unit) {
    case TIE_PERIOD_DAY:
        return tie_date_add(d, 0, 0, count);
    case TIE_PERIOD_WORKDAY:
        return move_workdays(d, count);
    case TIE_PERIOD_WEEK:
        return tie_date_add(d, 0, 0, WEEK * count);
    case TIE_PERIOD_FORTNIGHT:
        return tie_date_add(d, 0, 0, 2 * WEEK * count);
    case TIE_PERIOD_MONTH:
        return tie_date_add(d, 0, count, 0);
    case TIE_PERIOD_QUARTER:
        return tie_date_add(d, 0, MONTHS_OF_QUARTER * count, 0);
    case TIE_PERIOD_HALF:
        return tie_date_add(d, 0, MONTHS_OF_HALF * count, 0);
    case TIE_PERIOD_YEAR:
        return tie_date_add(d, count, 0, 0);
    case TIE_PERIOD_DECADE:
        return tie_date_add(d, 10 * count, 0, 0);
    case TIE_PERIOD_CENTURY:
        return tie_date_add(d, 100 * count, 0, 0);
    }
    return d;
}

/* The calendar week, month, quarter or year that lies `move` units from the date. */
bool tie_relative_unit(tie_date d, tie_period_unit unit, int move, tie_atom *out) {
    int length = unit == TIE_PERIOD_QUARTER ? MONTHS_OF_QUARTER : MONTHS_OF_HALF;
    switch (unit) {
    case TIE_PERIOD_YEAR:
        out->from = out->to = tie_date_year(d.year + move);
        return true;
    case TIE_PERIOD_DECADE:
        out->from = tie_date_year((d.year / 10 + move) * 10);
        out->to = tie_date_year(out->from.year + 9);
        return true;
    case TIE_PERIOD_MONTH:
        out->from = out->to = tie_date_add((tie_date){d.year, d.month, 0}, 0, move, 0);
        return d.month != 0;
    case TIE_PERIOD_QUARTER:
    case TIE_PERIOD_HALF:
        if (!d.month)
            return false;
        out->from = (tie_date){d.year, (uint8_t)((d.month - 1) / length * length + 1), 0};
        out->from = tie_date_add(out->from, 0, length * move, 0);
        out->to = tie_date_add(out->from, 0, length - 1, 0);
        return true;
    case TIE_PERIOD_WEEK: {
        if (!d.day)
            return false;
        int32_t monday = tie_week_begin(tie_date_first_day(d)) + WEEK * move;
        out->from = tie_date_from_day(monday);
        out->to = tie_date_from_day(monday + WEEK - 1);
        return true;
    }
    case TIE_PERIOD_DAY:
        out->from = out->to = tie_date_add(d, 0, 0, move);
        return d.day != 0;
    case TIE_PERIOD_WORKDAY:
    case TIE_PERIOD_FORTNIGHT:
    case TIE_PERIOD_CENTURY:
        break;
    }
    return false;
}

tie_date tie_week_day(tie_date day, int weekday, int weeks) {
    return tie_date_from_day(tie_week_begin(tie_date_first_day(day)) + weekday - 1 + WEEK * weeks);
}

bool tie_relative_start(tie_atom *out, uint32_t begin, uint32_t end) {
    *out = (tie_atom){.begin = begin, .end = end, .relative = true, .year_printed = true};
    return true;
}

bool tie_relative_day(tie_atom *out, tie_date date) {
    out->from = out->to = date;
    out->day_printed = true;
    return true;
}

/* The period before in the text: of the sentence, else the last with a year in the paragraph. */
bool tie_scope_told(const tie_scope *s, tie_period *out) {
    for (size_t i = s->before ? s->before->count : 0; i-- > 0;) {
        const tie_when *w = &s->before->items[i];
        if (w->period.known && w->period.from.year != TIE_YEAR_UNKNOWN && !w->period.from_open &&
            !w->period.to_open && !w->before_change) {
            *out = w->period;
            return true;
        }
    }
    *out = s->r->context.sentence_year;
    return out->known && !out->from_open && !out->to_open;
}

/* ---- Single days ---- */

static bool read_today(const tie_scope *s, uint32_t token, tie_atom *out) {
    static const struct {
        tie_period_cue cue;
        int move;
    } days[] = {{TIE_CUE_TODAY, 0}, {TIE_CUE_YESTERDAY, -1}, {TIE_CUE_TOMORROW, 1}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const tie_entry *e = tie_cue_at(s->r, token, s->limit, days[i].cue);
        if (!e)
            continue;
        tie_relative_start(out, token, token + e->tokens);
        tie_date here;
        out->unknown = !tie_scope_day(s, &here);
        return out->unknown || tie_relative_day(out, tie_date_add(here, 0, 0, days[i].move));
    }
    return false;
}

/* The date of that day of the month that falls on the weekday, nearest to the document. */
static bool nearest(tie_date here, int number, int weekday, tie_date *out) {
    enum { REACH = 24 };
    for (int step = 0; step <= 2 * REACH; step++) {
        int move = step % 2 ? -(step + 1) / 2 : step / 2;
        tie_date d = tie_date_add((tie_date){here.year, here.month, 0}, 0, move, 0);
        d.day = (uint8_t)number;
        if (!tie_date_valid(d))
            continue;
        if (weekday ? tie_date_cmp(d, tie_week_day(d, weekday, 0)) == 0 : move <= 0)
            if (weekday || tie_date_cmp(d, here) <= 0) {
                *out = d;
                return true;
            }
    }
    return false;
}

/* "the 15th of next month", "the 4th day of this month". */
static bool read_day_of_month(const tie_scope *s, uint32_t token, tie_atom *out) {
    int number;
    uint32_t at = token;
    tie_atom month;
    if (!tie_day_read_number(s->r, &at, s->limit, &number))
        return false;
    at += tie_word_at(s->r, at, s->limit, "day");
    if (!tie_word_at(s->r, at, s->limit, "of") || at + 1 >= s->limit ||
        !tie_relative_read(s->r, NULL, tie_look_at(s->r, at + 1), at + 1, s->limit, &month) ||
        month.unknown || month.frame || !month.from.month || month.from.day ||
        tie_date_cmp(month.from, month.to))
        return false;
    tie_date date = month.from;
    date.day = (uint8_t)number;
    tie_relative_start(out, token, month.end);
    return tie_date_valid(date) && tie_relative_day(out, date);
}

/* "the 12th and 67th minutes": behind the first of several ordinals that a noun follows. */
static bool names_others(const tie_scope *s, uint32_t token) {
    uint32_t t = token + 1 + tie_word_at(s->r, token + 1, s->limit, "the");
    if (!tie_word_at(s->r, token, s->limit, "and") || t + 2 >= s->limit ||
        tie_tok(s->r, t)->kind != TIE_TOKEN_NUMBER || !tie_glued(s->r, t + 1))
        return false;
    uint32_t noun = t + 2; /* behind 67 and th */
    return tie_tok(s->r, noun)->kind == TIE_TOKEN_WORD &&
           !tie_found_at(s->r, noun, s->limit, TIE_LEX_STOP) &&
           !tie_found_at(s->r, noun, s->limit, TIE_LEX_MONTH);
}

/* "Tuesday the eleventh", "Tue 13th", "on the 4th". */
static bool read_numbered_day(const tie_scope *s, uint32_t token, uint32_t at, int weekday,
                              tie_atom *out) {
    int number;
    tie_date here, date;
    uint32_t end = at;
    if (!tie_scope_day(s, &here) || !tie_day_read_number(s->r, &end, s->limit, &number))
        return false;
    const tie_entry *stop = tie_found_at(s->r, end, s->limit, TIE_LEX_STOP);
    bool closed = end >= s->limit || stop || tie_tok(s->r, end)->kind == TIE_TOKEN_SYMBOL;
    bool sign = tie_symbol_at(s->r, end, s->limit, "%") ||
                tie_symbol_at(s->r, end, s->limit, "/") ||
                tie_symbol_at(s->r, end, s->limit, ":") || tie_dash_at(s->r, end, s->limit);
    bool listed = names_others(s, end);
    if (!closed || sign || listed || tie_counted_at(s->r, end, s->limit) ||
        !nearest(here, number, weekday, &date))
        return false;
    tie_relative_start(out, token, end);
    return tie_relative_day(out, date);
}

/* A weekday with the week that is said: "Tuesday of next week", "Monday two weeks from now". A
 * weekday alone is the last one before the document, or its own day. */
static bool read_weekday(const tie_scope *s, uint32_t token, tie_atom *out) {
    const tie_entry *e = tie_found_at(s->r, token, s->limit, TIE_LEX_WEEKDAY);
    tie_date here;
    if (!e || !tie_scope_day(s, &here))
        return false;
    uint32_t at = token + e->tokens;
    if (read_numbered_day(s, token, at, e->arg, out))
        return true;
    uint32_t next =
        at + (tie_symbol_at(s->r, at, s->limit, ",") || tie_word_at(s->r, at, s->limit, "of"));
    tie_atom week;
    bool in_week = next < s->limit && !tie_found_at(s->r, next, s->limit, TIE_LEX_WEEKDAY) &&
                   tie_relative_read(s->r, NULL, tie_look_at(s->r, next), next, s->limit, &week) &&
                   !week.unknown && !week.frame && week.from.day &&
                   tie_date_first_day(week.to) - tie_date_first_day(week.from) < WEEK;
    if (in_week) {
        tie_relative_start(out, token, week.end);
        return tie_relative_day(out, tie_week_day(week.from, e->arg, 0));
    }
    enum { SHORT = 4 };
    bool cut = tie_token_len(tie_tok(s->r, token)) <= SHORT;
    bool goes_on = at < s->limit && tie_tok(s->r, at)->kind == TIE_TOKEN_WORD &&
                   tie_tok(s->r, at)->flags & TIE_TOKEN_CAPITAL; /* Sun Microsystems */
    if (cut && (goes_on || (token && tie_word_at(s->r, token - 1, token, "the"))))
        return false; /* the Sun */
    if (token && (tie_tok(s->r, token - 1)->flags & TIE_TOKEN_CAPITAL) &&
        tie_tok(s->r, token - 1)->kind == TIE_TOKEN_WORD &&
        !tie_found_at(s->r, token - 1, token, TIE_LEX_STOP))
        return false; /* Black Friday */
    tie_relative_start(out, token, at);
    tie_date date = tie_week_day(here, e->arg, 0);
    out->bare = true;
    return tie_relative_day(out,
                            tie_date_cmp(date, here) > 0 ? tie_week_day(here, e->arg, -1) : date);
}

/* ---- Parts of what runs ---- */

/* "earlier this year" ends, "later this month" begins with the document's day. */
static bool read_running(const tie_scope *s, uint32_t token, tie_atom *out) {
    const tie_entry *so_far = tie_cue_at(s->r, token, s->limit, TIE_CUE_SO_FAR),
                    *rest = tie_cue_at(s->r, token, s->limit, TIE_CUE_REST);
    const tie_entry *to_date = tie_cue_at(s->r, token, s->limit, TIE_CUE_YEAR_TO_DATE);
    tie_date here;
    bool known = tie_scope_day(s, &here);
    if (to_date) {
        tie_relative_start(out, token, token + to_date->tokens);
        out->unknown = !known;
        out->day_printed = known;
        if (known) {
            out->from = (tie_date){here.year, 1, 1};
            out->to = here;
        }
        return true;
    }
    const tie_entry *cue = so_far ? so_far : rest;
    if (!cue || !known)
        return false;
    uint32_t at = token + cue->tokens;
    const tie_entry *this_ = tie_cue_at(s->r, at, s->limit, TIE_CUE_THIS);
    at += this_ ? this_->tokens : tie_word_at(s->r, at, s->limit, "the");
    const tie_entry *unit = tie_found_at(s->r, at, s->limit, TIE_LEX_PERIOD_UNIT);
    if (!unit || at == token + cue->tokens || unit->arg == TIE_PERIOD_DAY)
        return false;
    tie_relative_start(out, token, at + unit->tokens);
    if (!tie_relative_unit(here, (tie_period_unit)unit->arg, 0, out))
        return false;
    out->from = so_far ? tie_date_from_day(tie_date_first_day(out->from)) : here;
    out->to = so_far ? here : tie_date_from_day(tie_date_last_day(out->to));
    out->day_printed = true;
    return true;
}

/* "three years", "a day", "the week": a length of time. */
static bool length_at(const tie_scope *s, uint32_t token) {
    int count;
    uint32_t at = token;
    if (!tie_count_at(s->r, &at, s->limit, &count))
        at += tie_word_at(s->r, at, s->limit, "the") || tie_word_at(s->r, at, s->limit, "a") ||
              tie_word_at(s->r, at, s->limit, "an");
    return at != token && tie_found_at(s->r, at, s->limit, TIE_LEX_PERIOD_UNIT);
}

bool tie_relative_read(const tie_reader *reader, const tie_whens *before, tie_look look,
                       uint32_t token, uint32_t limit, tie_atom *out) {
    const tie_scope s = {reader, before, limit};
    bool number = tie_tok(reader, token)->kind == TIE_TOKEN_NUMBER ||
                  tie_look_lex(look, TIE_LEX_NUMERAL) || tie_look_lex(look, TIE_LEX_DOZEN) ||
                  tie_token_word(reader, token, "the") || tie_token_word(reader, token, "a") ||
                  tie_token_word(reader, token, "an");
    bool cue = tie_look_lex(look, TIE_LEX_PERIOD_CUE);
    if (!number && !cue && !tie_look_lex(look, TIE_LEX_WEEKDAY))
        return false;
    if (cue &&
        (read_today(&s, token, out) || read_running(&s, token, out) ||
         tie_offset_read_year_before(&s, token, out) || tie_offset_read_same(&s, token, out)))
        return true;
    if (number && length_at(&s, token) &&
        (tie_offset_read_ago(&s, token, out) || tie_offset_read(&s, token, out) ||
         tie_offset_read_told(&s, token, out)))
        return true;
    if (number && read_day_of_month(&s, token, out))
        return true;
    if ((number || cue) && tie_said(reader, TIE_LEX_PERIOD_UNIT) &&
        tie_step_read_unit(&s, token, out))
        return true;
    if (cue && tie_step_read_named(&s, token, out))
        return true;
    if (tie_look_lex(look, TIE_LEX_WEEKDAY))
        return read_weekday(&s, token, out);
    return tie_token_word(reader, token, "the") && token &&
           (tie_word_at(reader, token - 1, limit, "on") ||
            tie_found_before(reader, token, 0, TIE_LEX_PERIOD_CUE)) &&
           read_numbered_day(&s, token, token, 0, out);
}
