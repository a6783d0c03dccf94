/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates with the name of a month, in all the orders in which they are printed. */
#include "extract/calendar.h"

enum { TWENTY = 20, HUNDRED = 100, MAX_DAY = 31 };

typedef enum day_form { NO_DAY, DAY_DIGITS, DAY_ORDINAL, DAY_CARDINAL } day_form;

static bool hyphen(const tie_reader *r, uint32_t token, uint32_t limit) {
    return tie_dash_at(r, token, limit) && tie_glued(r, token);
}

/* "twenty second", "twenty-nine": tens and a unit; moves *at. */
static bool read_small(const tie_reader *r, uint32_t *at, uint32_t limit, tie_lex last, int *out) {
    const tie_entry *whole = tie_found_at(r, *at, limit, last);
    const tie_entry *tens = tie_found_at(r, *at, limit, TIE_LEX_NUMERAL);
    if (tens && tie_entry_number(tens) >= TWENTY) {
        uint32_t next = *at + tens->tokens;
        next += hyphen(r, next, limit);
        const tie_entry *unit = tie_found_at(r, next, limit, last);
        if (unit && tie_entry_number(unit) > 0 && tie_entry_number(unit) < 10) {
            *out = tie_entry_number(tens) + tie_entry_number(unit);
            *at = next + unit->tokens;
            return true;
        }
    }
    if (!whole || tie_entry_number(whole) < 1 || tie_entry_number(whole) >= HUNDRED)
        return false;
    *out = tie_entry_number(whole);
    *at += whole->tokens;
    return true;
}

/* What a number in words begins with. */
static const uint64_t SMALL_NUMBERS = UINT64_C(1) << TIE_LEX_ORDINAL | UINT64_C(1)
                                                                           << TIE_LEX_NUMERAL;

/* A day of the month: "3", "14th", "fourteenth", "twenty nine"; moves *at. */
static day_form read_day(const tie_reader *r, uint32_t *at, uint32_t limit, int *day) {
    if (tie_integer_at(r, *at, limit, 2, day)) {
        if (*day < 1 || *day > MAX_DAY)
            return NO_DAY;
        (*at)++;
        bool suffix = *at < limit && tie_glued(r, *at) &&
                      (tie_role_at(r, *at, limit, TIE_ROLE_ORDINAL_SUFFIX));
        *at += suffix;
        return suffix ? DAY_ORDINAL : DAY_DIGITS;
    }
    uint32_t t = *at;
    if (t >= limit || !(tie_look_at(r, t).lexes & SMALL_NUMBERS))
        return NO_DAY;
    day_form form = read_small(r, &t, limit, TIE_LEX_ORDINAL, day)   ? DAY_ORDINAL
                    : read_small(r, &t, limit, TIE_LEX_NUMERAL, day) ? DAY_CARDINAL
                                                                     : NO_DAY;
    if (form == NO_DAY || *day > MAX_DAY)
        return NO_DAY;
    *at = t;
    return form;
}

/* "two thousand and five", "nineteen eighty six", "nineteen hundred ninety three"; moves *at. */
bool tie_spelled_year_read(const tie_reader *r, uint32_t *at, uint32_t limit, int *year) {
    enum { TEN = 10 };
    const tie_entry *head = tie_found_at(r, *at, limit, TIE_LEX_NUMERAL);
    if (!head)
        return false;
    uint32_t t = *at + head->tokens;
    int lead = tie_entry_number(head), rest = 0;
    const tie_entry *scale = tie_found_at(r, t, limit, TIE_LEX_SCALE);
    bool thousand = scale && scale->arg == 3 && lead == 2;
    bool hundred = scale && scale->arg == 2 && lead > TEN && lead < TWENTY;
    if (thousand || hundred) {
        t += scale->tokens;
        t += tie_word_at(r, t, limit, "and");
        read_small(r, &t, limit, TIE_LEX_NUMERAL, &rest);
    } else if (scale || lead <= TEN || lead > TWENTY ||
               !read_small(r, &t, limit, TIE_LEX_NUMERAL, &rest) || rest < TEN) {
        return false;
    }
    *year = lead * (thousand ? 10 * HUNDRED : HUNDRED) + rest;
    *at = t;
    return true;
}

bool tie_day_read_year(const tie_reader *r, uint32_t *at, uint32_t limit, bool has_day, int *year) {
    uint32_t t = *at;
    bool comma = tie_symbol_at(r, t, limit, ","), of = tie_word_at(r, t, limit, "of");
    t += comma || of || tie_word_at(r, t, limit, "in");
    if (tie_year_digits(r, t, limit, year)) {
        /* "May 3, 2016 police seized", "May 2016 police" have a year, "May 3, 1500 troops" none */
        bool round = *year % HUNDRED == 0, person = tie_found_at(r, t + 1, limit, TIE_LEX_PERSON);
        if (tie_counted_at(r, t + 1, limit) && (round || !(has_day || person)))
            return false;
        *at = t + 1;
        return true;
    }
    uint32_t spelled = t;
    if (!comma && tie_spelled_year_read(r, &spelled, limit, year)) {
        *at = spelled;
        return true;
    }
    if (tie_cut_year_read(r, &t, limit, year)) { /* April '87 */
        *at = t;
        return true;
    }
    if (of && tie_integer_at(r, t, limit, 2, year) && *year > MAX_DAY) { /* April of 87 */
        *year += 19 * HUNDRED;
        *at = t + 1;
        return true;
    }
    return false;
}

/* The number behind a month is no day when something is counted: "In May 20 people were killed". */
static bool day_counts(const tie_reader *r, uint32_t month, uint32_t behind, uint32_t limit,
                       day_form form) {
    if (form == DAY_ORDINAL || behind >= limit)
        return false;
    bool on = month && tie_word_at(r, month - 1, limit, "on");
    if (tie_counted_at(r, behind, limit))
        return !on;
    bool word =
        tie_tok(r, behind)->kind == TIE_TOKEN_WORD && !tie_found_at(r, behind, limit, TIE_LEX_STOP);
    bool in = month && tie_word_at(r, month - 1, limit, "in");
    return word && (form == DAY_CARDINAL || in);
}

/* The 31 of "v31 Jun 29, 2008" is a version's. */
static bool behind_letter(const tie_reader *r, uint32_t number) {
    return number && tie_tok(r, number)->flags & TIE_TOKEN_TAIL &&
           tie_token_len(tie_tok(r, number - 1)) == 1;
}

/* Day, month; the year is read by the caller. */
static bool read_day_month(const tie_reader *r, uint32_t token, uint32_t limit, uint32_t *end,
                           tie_date *out) {
    int day;
    bool article = tie_word_at(r, token, limit, "the");
    uint32_t at = token + article;
    uint32_t first = at;
    day_form form = read_day(r, &at, limit, &day);
    if (form == NO_DAY || behind_letter(r, first) ||
        (first && tie_found_before(r, first, 0, TIE_LEX_UNIT_BEFORE)))
        return false;
    at += form == DAY_ORDINAL && tie_word_at(r, at, limit, "day");
    bool of = tie_word_at(r, at, limit, "of"), joined = hyphen(r, at, limit);
    bool digits = tie_tok(r, first)->kind == TIE_TOKEN_NUMBER;
    if (!digits && form == DAY_ORDINAL && !of && !joined)
        return false;
    at += of || joined || (tie_symbol_at(r, at, limit, "/") && tie_glued(r, at)) ||
          (digits && form == DAY_DIGITS && tie_symbol_at(r, at, limit, "."));
    const tie_entry *month = tie_found_at(r, at, limit, TIE_LEX_MONTH);
    if (!month)
        return false;
    *end = at + month->tokens;
    *out = (tie_date){TIE_YEAR_UNKNOWN, (uint8_t)month->arg, (uint8_t)day};
    return true;
}

/* Month and perhaps day: "September", "Sept. 14", "Sept-14", "May the third". */
static bool read_month_day(const tie_reader *r, uint32_t token, uint32_t limit, uint32_t *end,
                           tie_date *out) {
    const tie_entry *month = tie_found_at(r, token, limit, TIE_LEX_MONTH);
    if (!month)
        return false;
    uint32_t at = token + month->tokens;
    uint32_t stop = at + (tie_symbol_at(r, at, limit, ".") && tie_glued(r, at));
    *end = at;
    *out = (tie_date){TIE_YEAR_UNKNOWN, (uint8_t)month->arg, 0};
    uint32_t behind = stop;
    bool mark = hyphen(r, stop, limit) || tie_symbol_at(r, stop, limit, "/") ||
                tie_symbol_at(r, stop, limit, ",");
    behind += mark;
    behind += tie_word_at(r, behind, limit, "the");
    int day, year;
    uint32_t day_end = behind, year_end = behind;
    if (behind < limit && tie_spelled_year_read(r, &year_end, limit, &year))
        return true; /* October two thousand and five: the caller reads the year */
    day_form form = read_day(r, &day_end, limit, &day);
    bool comma = mark && tie_symbol_at(r, stop, limit, ",");
    if (form == NO_DAY || (comma && form != DAY_ORDINAL) ||
        tie_found_at(r, day_end, limit, TIE_LEX_MONTH))
        return true;
    uint32_t year_at = day_end;
    bool year_behind = tie_day_read_year(r, &year_at, limit, true, &year);
    if (!year_behind && day_counts(r, token, day_end, limit, form))
        return true;
    *end = day_end;
    out->day = (uint8_t)day;
    return true;
}

/* A printed date that the calendar does not have is kept, at the grain of its month, as a fault. */
static bool finish(tie_atom *out, uint32_t begin, uint32_t end, tie_date date) {
    if (tie_atom_single(out, begin, end, date))
        return true;
    date.day = 0;
    bool month = tie_atom_single(out, begin, end, date);
    out->fault = "there is no such day";
    out->day_printed = true;
    return month;
}

/* "1952 August 29", "2019-aug-1", "2017 april". */
static bool read_year_first(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int year, day;
    if (!tie_year_digits(r, token, limit, &year))
        return false;
    uint32_t at = token + 1;
    at += tie_symbol_at(r, at, limit, ",") || tie_symbol_at(r, at, limit, "/") ||
          hyphen(r, at, limit);
    const tie_entry *month = tie_found_at(r, at, limit, TIE_LEX_MONTH);
    if (!month)
        return false;
    at += month->tokens;
    uint32_t next = at + (tie_symbol_at(r, at, limit, ".") && tie_glued(r, at));
    next += hyphen(r, next, limit) || tie_symbol_at(r, next, limit, "/");
    uint32_t behind = next;
    day_form form = read_day(r, &behind, limit, &day);
    int other;
    uint32_t year_at = behind;
    bool dated = (form == DAY_DIGITS || form == DAY_ORDINAL) &&
                 !day_counts(r, token, behind, limit, form) &&
                 !tie_day_read_year(r, &year_at, limit, true, &other) &&
                 !tie_found_at(r, behind, limit, TIE_LEX_MONTH);
    /* "In 2015 May 3, 2016 ...": the year behind is the date's own */
    year_at = at;
    if (!dated && tie_day_read_year(r, &year_at, limit, false, &other))
        return false;
    return finish(out, token, dated ? behind : at,
                  (tie_date){(int16_t)year, (uint8_t)month->arg, dated ? (uint8_t)day : 0});
}

/* "September-2020-23", "23-2020-September": the year in the middle, all glued with hyphens. */
static bool read_year_middle(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    enum { PARTS = 5 };
    uint32_t third = token + PARTS - 1;
    if (third >= limit || !hyphen(r, token + 1, limit) || !tie_glued(r, token + 2) ||
        !hyphen(r, token + 3, limit) || !tie_glued(r, third))
        return false;
    bool first = tie_found_at(r, token, limit, TIE_LEX_MONTH) != NULL;
    const tie_entry *month = tie_found_at(r, first ? token : third, limit, TIE_LEX_MONTH);
    int year, day;
    if (!month || month->tokens > 1 || !tie_year_digits(r, token + 2, limit, &year) ||
        !tie_integer_at(r, first ? third : token, limit, 2, &day) || day < 1 || day > MAX_DAY)
        return false;
    return finish(out, token, third + 1,
                  (tie_date){(int16_t)year, (uint8_t)month->arg, (uint8_t)day});
}

/* A weekday behind the date: "4 March 2019, Monday", "(Monday)". */
static uint32_t skip_weekday(const tie_reader *r, uint32_t at, uint32_t limit) {
    bool bracket = tie_symbol_at(r, at, limit, "(");
    uint32_t t = at + (bracket || tie_symbol_at(r, at, limit, ","));
    const tie_entry *weekday = tie_found_at(r, t, limit, TIE_LEX_WEEKDAY);
    if (!weekday || t == at)
        return at;
    t += weekday->tokens;
    if (bracket && !tie_symbol_at(r, t, limit, ")"))
        return at;
    return t + bracket;
}

/* "05-Aug-16", "5/Aug/16": two digits glued with the sign that stands behind the day; moves *at. */
static bool read_cut_year(const tie_reader *r, uint32_t day, uint32_t *at, uint32_t limit,
                          int *year) {
    uint32_t sign = *at;
    bool same = sign + 1 < limit && day + 1 < sign && tie_glued(r, sign) &&
                tie_glued(r, sign + 1) &&
                (tie_token_is(r, sign, '-') || tie_token_is(r, sign, '/')) &&
                tie_token_is(r, day + 1, r->text.ptr[tie_tok(r, sign)->start]);
    bool goes_on = same && sign + 3 < limit && tie_glued(r, sign + 2) &&
                   tie_tok(r, sign + 3)->kind == TIE_TOKEN_NUMBER;
    if (!same || goes_on || !tie_integer_at(r, sign + 1, limit, 2, year) ||
        tie_token_len(tie_tok(r, sign + 1)) != 2)
        return false;
    *year = tie_year_whole(r, *year);
    *at = sign + 2;
    return true;
}

bool tie_day_read(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    if (!tie_said(r, TIE_LEX_MONTH))
        return false;
    uint32_t at = token;
    const tie_entry *weekday = tie_found_at(r, at, limit, TIE_LEX_WEEKDAY);
    if (weekday) {
        at += weekday->tokens;
        at += tie_symbol_at(r, at, limit, ".");
        at += tie_symbol_at(r, at, limit, ",");
    }
    tie_date date;
    uint32_t end;
    if (read_year_first(r, at, limit, out) || read_year_middle(r, at, limit, out)) {
        out->begin = token;
        return true;
    }
    if (!read_day_month(r, at, limit, &end, &date) && !read_month_day(r, at, limit, &end, &date))
        return false;
    int year;
    uint32_t year_at = end + (!date.day && tie_symbol_at(r, end, limit, ".") && tie_glued(r, end));
    if (date.day)
        year_at += tie_symbol_at(r, end, limit, ".") && tie_glued(r, end) && end + 1 < limit &&
                   tie_tok(r, end + 1)->kind == TIE_TOKEN_NUMBER;
    year_at += (hyphen(r, year_at, limit) || tie_symbol_at(r, year_at, limit, "/")) &&
               tie_year_digits(r, year_at + 1, limit, &year);
    if (tie_day_read_year(r, &year_at, limit, date.day != 0, &year) ||
        read_cut_year(r, at, &year_at, limit, &year)) {
        date.year = (int16_t)year;
        end = year_at;
    }
    if (date.day && !weekday)
        end = skip_weekday(r, end, limit);
    return finish(out, token, end, date);
}

bool tie_day_read_number(const tie_reader *r, uint32_t *at, uint32_t limit, int *day) {
    uint32_t t = *at + tie_word_at(r, *at, limit, "the");
    day_form form = read_day(r, &t, limit, day);
    if (form != DAY_DIGITS && form != DAY_ORDINAL)
        return false;
    *at = t;
    return true;
}

/* "2004-11-29-19:50", "2020.01.20-15.54": hours. */
static bool clock_goes_on(const tie_reader *r, uint32_t token, uint32_t limit) {
    return (tie_symbol_at(r, token, limit, ":") || tie_symbol_at(r, token, limit, ".")) &&
           token + 1 < limit && tie_glued(r, token) && tie_glued(r, token + 1) &&
           tie_tok(r, token + 1)->kind == TIE_TOKEN_NUMBER;
}

bool tie_day_read_second(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom before,
                         tie_atom *out) {
    int day, year;
    uint32_t at = token;
    bool article = token && tie_word_at(r, token - 1, limit, "the");
    day_form form = before.day_printed ? read_day(r, &at, limit, &day) : NO_DAY;
    if (form == NO_DAY || form == DAY_CARDINAL || tie_found_at(r, at, limit, TIE_LEX_MONTH) ||
        tie_symbol_at(r, at, limit, "/") || clock_goes_on(r, at, limit) ||
        (hyphen(r, at, limit) && at + 1 < limit && tie_tok(r, at + 1)->kind == TIE_TOKEN_NUMBER))
        return false;
    tie_date date = before.to;
    if (form == DAY_ORDINAL && article && day < date.day)
        date = tie_date_add((tie_date){date.year, date.month, 0}, 0, 1, 0); /* 27th to the third */
    date.day = (uint8_t)day;
    uint32_t year_at = at;
    if (tie_day_read_year(r, &year_at, limit, true, &year)) {
        date.year = (int16_t)year;
        at = year_at;
    } else if (day_counts(r, 0, at, limit, form)) {
        return false;
    }
    return finish(out, token, at, date);
}
