/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stretches that end or begin at a date, or lie around one: "year to March 2019", "two weeks
 * starting on 3 May", "the week of 3 May", "the weekend of Halloween". */
#include "extract/expression.h"

enum { WEEK = 7 };

/* "year to March 2019", "the twelve months ended 30 June", "two weeks starting on 3 May". */
bool tie_stretch_read_ending(const tie_expression *e, uint32_t token, tie_when *when) {
    const tie_reader *r = e->reader;
    if (!tie_said(r, TIE_LEX_PERIOD_UNIT) && !r->said.cues)
        return false;
    int count = 1;
    uint32_t at = tie_the_skip(e, token);
    bool article = at != token || tie_word_at(r, at, e->limit, "a");
    at += tie_word_at(r, at, e->limit, "a");
    bool counted = tie_count_at(r, &at, e->limit, &count);
    uint32_t fiscal = tie_cue_end(e, at, TIE_CUE_FISCAL),
             year = fiscal != at ? fiscal : tie_cue_end(e, at, TIE_CUE_CALENDAR);
    const tie_entry *unit = tie_found_at(r, at, e->limit, TIE_LEX_PERIOD_UNIT);
    if (!unit && year == at)
        return false;
    tie_period_unit grain = unit ? (tie_period_unit)unit->arg : TIE_PERIOD_YEAR;
    at = unit ? at + unit->tokens : year;
    uint32_t ending = tie_cue_end(e, at, TIE_CUE_ENDING),
             starting = tie_cue_end(e, at, TIE_CUE_STARTING);
    uint32_t comma = at + tie_symbol_at(r, at, e->limit, ",");
    if (token && tie_word_at(r, token - 1, e->limit, "for") && unit &&
        tie_word_at(r, comma, e->limit, "from"))
        starting = comma + 1; /* for three days from 1 May */
    bool begins = starting != at;
    if ((ending == at && !begins) || count < 1)
        return false;
    tie_atom atom;
    tie_when own = *when;
    if (!tie_point_read(e, begins ? starting : ending, &own, &atom) || atom.unknown || atom.fault ||
        (atom.relative && !atom.day_printed))
        return false;
    bool goes_on = begins && (tie_cue_at(r, atom.end, e->limit, TIE_CUE_TO) ||
                              tie_cue_at(r, atom.end, e->limit, TIE_CUE_UNTIL));
    if (goes_on) /* for three days, from 1 May to 3 May: the dates stand on their own */
        return false;
    bool bare_year = !atom.from.month;
    if (bare_year && !(grain >= TIE_PERIOD_YEAR && (counted || article)))
        return false;
    if (atom.from.year == TIE_YEAR_UNKNOWN) {
        tie_date here;
        if (!tie_relative_base(r, &here))
            return false;
        tie_atom_set_year(&atom, here.year);
        own.year_assumed = true;
    }
    *when = own;
    when->end = atom.end;
    when->relative = atom.relative;
    tie_date from, to;
    if (begins) {
        from = atom.from;
        to = tie_date_beside(tie_relative_move(from, grain, count), -1);
    } else { /* months end on days of different number: count from the day behind */
        to = atom.to;
        from = tie_relative_move(tie_date_beside(to, 1), grain, -count);
    }
    when->period = tie_period_between(from, to);
    return true;
}

/* "the weekend of 3 May", "the weekend of Halloween". */
bool tie_stretch_read_weekend(const tie_expression *e, uint32_t token, tie_when *when) {
    uint32_t of = tie_cue_end(e, tie_the_skip(e, token), TIE_CUE_WEEKEND);
    tie_when own = *when;
    if (!tie_word_at(e->reader, of, e->limit, "of") || !tie_span_read(e, of + 1, false, &own) ||
        !own.period.known || own.period.from.year == TIE_YEAR_UNKNOWN)
        return false;
    tie_atom atom = {.from = own.period.from, .to = own.period.to};
    tie_weekend_widen(&atom);
    own.period = tie_atom_period(atom);
    *when = own;
    return true;
}

/* "the week of 3 May", "week commencing February 4". */
bool tie_stretch_read_week(const tie_expression *e, uint32_t token, tie_when *when) {
    uint32_t of = tie_cue_end(e, token, TIE_CUE_WEEK_OF),
             starting = tie_cue_end(e, token, TIE_CUE_WEEK_STARTING);
    uint32_t at = starting != token ? starting : of;
    tie_when own = *when;
    if (at == token || !tie_span_read(e, at, false, &own) || !own.period.known)
        return false;
    *when = own;
    int32_t day = tie_date_first_day(when->period.from);
    if (day == TIE_DAY_UNKNOWN || !when->period.from.day)
        return true;
    int32_t first = starting != token ? day : tie_week_begin(day);
    when->period =
        tie_period_between(tie_date_from_day(first), tie_date_from_day(first + WEEK - 1));
    return true;
}
