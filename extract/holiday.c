/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named days and seasons ("Christmas 2015", "the summer of 2019", "Easter", "last Thanksgiving"),
 * and weekends named by a day. */
#include <stdlib.h>

#include "extract/relative.h"

enum { SUNDAY = 7, WEEK = 7 };

/* Easter Sunday. Source: the Gregorian computus in the form of Meeus, Astronomical Algorithms,
 * chapter 8. */
static tie_date easter(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return (tie_date){(int16_t)year, (uint8_t)(n / 31), (uint8_t)(n % 31 + 1)};
}

/* The nth weekday of a month; the last where nth is TIE_NTH_LAST. */
static tie_date nth_weekday(int year, tie_date packed, int nth) {
    tie_date month = {(int16_t)year, packed.month, 0};
    if (nth == TIE_NTH_LAST) {
        int32_t last = tie_date_last_day(month);
        int32_t day = tie_week_begin(last) + packed.day - 1;
        return tie_date_from_day(day > last ? day - WEEK : day);
    }
    int32_t first = tie_date_first_day(month);
    int32_t day = tie_week_begin(first) + packed.day - 1;
    return tie_date_from_day(day + WEEK * (nth - (day >= first)));
}

void tie_named_in_year(const tie_entry *named, int year, tie_date *from, tie_date *to) {
    switch ((tie_named)named->arg) {
    case TIE_NAMED_WEEKDAY:
        *from = *to = nth_weekday(year, tie_date_unpack(named->a.mant), (int)named->b.mant);
        return;
    case TIE_NAMED_EASTER:
        *from = *to = tie_date_add(easter(year), 0, 0, (int)named->a.mant);
        return;
    case TIE_NAMED_DATES:
        break;
    }
    *from = tie_date_unpack(named->a.mant);
    *to = tie_date_unpack(named->b.mant);
    if (from->year != TIE_YEAR_UNKNOWN)
        return;
    from->year = (int16_t)year;
    to->year = (int16_t)(year + (to->month < from->month && year != TIE_YEAR_UNKNOWN));
}

/* Of a day that the text does not date: the year told last, else the one that brings the day
 * nearest to the document. */
static bool likely_year(const tie_reader *r, const tie_entry *named, int *year) {
    tie_date here, from, to;
    if (r->context.sentence_year.known) {
        *year = r->context.sentence_year.from.year;
        return *year != TIE_YEAR_UNKNOWN;
    }
    if (!tie_relative_base(r, &here))
        return false;
    int32_t best = INT32_MAX;
    for (int y = here.year - 1; y <= here.year + 1; y++) {
        tie_named_in_year(named, y, &from, &to);
        int32_t far = abs(tie_date_first_day(from) - tie_date_first_day(here));
        if (far < best) {
            best = far;
            *year = y;
        }
    }
    return true;
}

/* A season needs its year; step.c reads "last summer". */
bool tie_named_read(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    const tie_entry *named = tie_found_at(r, token, limit, TIE_LEX_NAMED_PERIOD);
    if (!named)
        return false;
    tie_atom_single(out, token, token + named->tokens, tie_date_year(TIE_YEAR_UNKNOWN));
    if (named->arg == TIE_NAMED_DATES) {
        tie_named_in_year(named, TIE_YEAR_UNKNOWN, &out->from, &out->to);
        out->day_printed = out->from.day != 0;
        out->year_printed = out->from.year != TIE_YEAR_UNKNOWN;
        if (out->year_printed)
            return true;
    }
    int year;
    uint32_t at = out->end;
    bool over_new_year = out->to.month < out->from.month;
    tie_atom split;
    if (over_new_year && tie_split_year_read(r, at, limit, true, &split)) {
        year = split.from.year;
        at = split.end;
    } else if (!tie_day_read_year(r, &at, limit, false, &year)) {
        /* "Christmas Island", "Easter Rising" */
        bool name = at < limit && tie_tok(r, at)->kind == TIE_TOKEN_WORD &&
                    tie_tok(r, at)->flags & TIE_TOKEN_CAPITAL;
        if (named->arg == TIE_NAMED_DATES || name)
            return out->day_printed && !name;
        out->relative = out->year_printed = out->day_printed = true;
        out->unknown = !likely_year(r, named, &year);
        if (!out->unknown)
            tie_named_in_year(named, year, &out->from, &out->to);
        return true;
    }
    out->end = at;
    out->year_printed = true;
    tie_named_in_year(named, year, &out->from, &out->to);
    out->day_printed = out->from.day != 0;
    return true;
}

void tie_weekend_widen(tie_atom *atom) {
    int32_t day = tie_date_first_day(atom->from);
    if (day == TIE_DAY_UNKNOWN || !atom->from.day || tie_date_cmp(atom->from, atom->to))
        return;
    enum { TUESDAY = 1, WEDNESDAY = 2 }; /* from Monday, 0 */
    int32_t monday = tie_week_begin(day), weekday = day - monday;
    int32_t sunday = monday + SUNDAY - 1 - (weekday <= TUESDAY ? WEEK : 0);
    bool beside = weekday != TUESDAY && weekday != WEDNESDAY; /* it makes the weekend longer */
    int32_t from = beside && day < sunday - 1 ? day : sunday - 1;
    atom->from = tie_date_from_day(from);
    atom->to = tie_date_from_day(beside && day > sunday ? day : sunday);
}
