/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/calendar.h"

enum { FIRST_YEAR = 1500, LAST_YEAR = 2100 };

bool tie_integer_at(const tie_reader *reader, uint32_t token, uint32_t limit, unsigned max_digits,
                    int *out) {
    if (token >= limit || tie_tok(reader, token)->kind != TIE_TOKEN_NUMBER)
        return false;
    tie_str s = tie_token_text(reader, token);
    if (s.len > max_digits)
        return false;
    int value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!tie_ascii_digit(s.ptr[i]))
            return false;
        value = value * 10 + (s.ptr[i] - '0');
    }
    *out = value;
    return true;
}

static bool four_digits(const tie_reader *r, uint32_t token, uint32_t limit, int *year) {
    return tie_integer_at(r, token, limit, 4, year) &&
           tie_tok(r, token)->end - tie_tok(r, token)->start == 4 && *year >= FIRST_YEAR &&
           *year <= LAST_YEAR && !(tie_tok(r, token)->flags & TIE_TOKEN_TAIL);
}

/* What follows counts it: "2000 people", "1950 kg", "2000 cases". */
static bool counted(const tie_reader *r, uint32_t token, uint32_t limit) {
    if (token >= limit)
        return false;
    if (tie_found_at(r, token, limit, TIE_LEX_SCALE) ||
        tie_found_at(r, token, limit, TIE_LEX_PERSON))
        return true;
    const tie_entry *unit = tie_found_at(r, token, limit, TIE_LEX_UNIT);
    return unit && !tie_symbol_at(r, token, limit, "-");
}

bool tie_year_at(const tie_reader *reader, uint32_t token, uint32_t limit, int *year) {
    if (!four_digits(reader, token, limit, year) || counted(reader, token + 1, limit))
        return false;
    if (token && tie_found_before(reader, token, 0, TIE_LEX_UNIT_BEFORE))
        return false;
    if (tie_symbol_at(reader, token + 1, limit, "%") ||
        (token && tie_token_is(reader, token - 1, '.') && tie_glued(reader, token)))
        return false;
    if (!token || tie_found_before(reader, token, 0, TIE_LEX_PERIOD_CUE) ||
        tie_found_before(reader, token, 0, TIE_LEX_MONTH))
        return true;
    if (tie_found_before(reader, token, 0, TIE_LEX_HEDGE_BEFORE) &&
        !tie_word_at(reader, token - 1, limit, "around"))
        return false;
    /* "7148 deaths", "1917 cases": a plural right behind a bare number counts, unless words that
     * take a year precede */
    if (token + 1 >= limit || tie_tok(reader, token + 1)->kind != TIE_TOKEN_WORD)
        return true;
    if (tie_found_at(reader, token + 1, limit, TIE_LEX_STOP))
        return true;
    tie_str next = tie_token_text(reader, token + 1);
    bool plural = next.len > 3 && next.ptr[next.len - 1] == 's' && next.ptr[next.len - 2] != 's';
    bool after_stop = tie_found_before(reader, token, 0, TIE_LEX_STOP) != NULL;
    return !plural || after_stop;
}

/* "1990s", "1990's". */
static bool read_decade(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int year;
    if (!four_digits(r, token, limit, &year) || year % 10)
        return false;
    if (token + 1 >= limit || !tie_glued(r, token + 1))
        return false;
    tie_str s = tie_token_text(r, token + 1);
    if (!tie_str_eq(s, TIE_STR("s")) && !tie_str_eq(s, TIE_STR("'s")) &&
        !tie_str_eq(s, TIE_STR("\xE2\x80\x99s")))
        return false;
    *out = (tie_atom){.begin = token,
                      .end = token + 2,
                      .from = tie_date_year(year),
                      .to = tie_date_year(year + 9),
                      .year_printed = true};
    return true;
}

/* "2010/11", "1841-42", "FY2010/11": two years that follow each other. */
static bool read_split_year(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int year, tail;
    if (!four_digits(r, token, limit, &year) || token + 2 >= limit)
        return false;
    bool joined = (tie_symbol_at(r, token + 1, limit, "/") || tie_dash_at(r, token + 1, limit)) &&
                  tie_glued(r, token + 1) && tie_glued(r, token + 2);
    if (!joined || !tie_integer_at(r, token + 2, limit, 4, &tail))
        return false;
    size_t digits = tie_tok(r, token + 2)->end - tie_tok(r, token + 2)->start;
    bool follows = digits == 2
                       ? tail == (year + 1) % 100
                       : digits == 4 && tail == year + 1 && tie_symbol_at(r, token + 1, limit, "/");
    if (!follows)
        return false;
    *out = (tie_atom){.begin = token,
                      .end = token + 3,
                      .from = tie_date_year(year),
                      .to = tie_date_year(year + 1),
                      .year_printed = true};
    return true;
}

static bool single(tie_atom *out, uint32_t begin, uint32_t end, tie_date date) {
    bool unknown = date.year == TIE_YEAR_UNKNOWN;
    if (!tie_date_valid(date))
        return false;
    *out = (tie_atom){.begin = begin,
                      .end = end,
                      .from = date,
                      .to = date,
                      .year_printed = !unknown,
                      .day_printed = date.day != 0};
    return true;
}

/* 2020-03-20, 25-07-1952, 20/03/2020, 20.3.2020. Where day and month could be either, the day comes
 * first unless the separator is a slash and that reading fails. */
static bool read_numeric(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int a, b, c;
    if (token + 4 >= limit || !tie_integer_at(r, token, limit, 4, &a))
        return false;
    char sign = r->text.ptr[tie_tok(r, token + 1)->start];
    bool separates = sign == '-' || sign == '/' || sign == '.';
    if (!separates || !tie_token_is(r, token + 1, sign) || !tie_token_is(r, token + 3, sign))
        return false;
    for (uint32_t t = token + 1; t < token + 5; t++)
        if (!tie_glued(r, t))
            return false;
    if (!tie_integer_at(r, token + 2, limit, 2, &b) || !tie_integer_at(r, token + 4, limit, 4, &c))
        return false;
    if (a >= FIRST_YEAR)
        return single(out, token, token + 5, (tie_date){(int16_t)a, (uint8_t)b, (uint8_t)c}) &&
               b >= 1 && c >= 1;
    if (c < FIRST_YEAR || c > LAST_YEAR || a < 1 || b < 1 || a > 31 || b > 31)
        return false;
    bool month_first = b > 12;
    tie_date date = {(int16_t)c, (uint8_t)(month_first ? a : b), (uint8_t)(month_first ? b : a)};
    return single(out, token, token + 5, date);
}

/* A day of the month with its optional suffix: "3", "14th"; moves *at. */
static bool read_day(const tie_reader *r, uint32_t *at, uint32_t limit, int *day) {
    if (!tie_integer_at(r, *at, limit, 2, day) || *day < 1 || *day > 31)
        return false;
    (*at)++;
    bool suffix = *at < limit && tie_glued(r, *at) &&
                  (tie_word_at(r, *at, limit, "st") || tie_word_at(r, *at, limit, "nd") ||
                   tie_word_at(r, *at, limit, "rd") || tie_word_at(r, *at, limit, "th"));
    *at += suffix;
    return true;
}

/* ", 1839", "1839", "of this year" behind a month or day; moves *at. */
static bool read_year_behind(const tie_reader *r, uint32_t *at, uint32_t limit, int *year) {
    uint32_t t = *at;
    t += tie_symbol_at(r, t, limit, ",") || tie_word_at(r, t, limit, "of");
    if (!four_digits(r, t, limit, year) || counted(r, t + 1, limit))
        return false;
    *at = t + 1;
    return true;
}

static bool read_month_day(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    uint32_t at = token;
    int day = 0, year;
    const tie_entry *weekday = tie_found_at(r, at, limit, TIE_LEX_WEEKDAY);
    if (weekday) {
        at += weekday->tokens;
        at += tie_symbol_at(r, at, limit, ".");
        at += tie_symbol_at(r, at, limit, ",");
    }
    bool article = tie_word_at(r, at, limit, "the");
    uint32_t first = at + article;
    bool day_first = read_day(r, &first, limit, &day);
    if (day_first) {
        at = first + (tie_word_at(r, first, limit, "of") ||
                      (tie_dash_at(r, first, limit) && tie_glued(r, first)));
    } else if (article) {
        return false;
    }
    const tie_entry *month = tie_found_at(r, at, limit, TIE_LEX_MONTH);
    if (!month)
        return false;
    at += month->tokens;
    uint32_t stop = at + (tie_symbol_at(r, at, limit, ".") && tie_glued(r, at)); /* "Sept. 14" */
    if (!day_first) {
        uint32_t behind = stop + tie_word_at(r, stop, limit, "the");
        if (read_day(r, &behind, limit, &day))
            at = behind;
        else
            day = 0;
    }
    uint32_t year_at = at == stop ? stop : at;
    if (day_first && tie_dash_at(r, year_at, limit) && tie_glued(r, year_at))
        year_at++;
    bool has_year = read_year_behind(r, &year_at, limit, &year);
    if (has_year)
        at = year_at;
    tie_date date = {has_year ? (int16_t)year : TIE_YEAR_UNKNOWN, (uint8_t)month->arg,
                     (uint8_t)day};
    return single(out, token, at, date);
}

bool tie_atom_read_day(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom before,
                       tie_atom *out) {
    int day, year;
    uint32_t at = token;
    if (!before.day_printed || !read_day(reader, &at, limit, &day) ||
        tie_found_at(reader, at, limit, TIE_LEX_MONTH))
        return false;
    bool has_year = read_year_behind(reader, &at, limit, &year);
    tie_date date = before.to;
    date.day = (uint8_t)day;
    if (has_year)
        date.year = (int16_t)year;
    return single(out, token, at, date);
}

/* The months [first, first + count) of a year. */
static bool months(tie_atom *out, uint32_t begin, uint32_t end, int year, bool has_year, int first,
                   int count) {
    int16_t y = has_year ? (int16_t)year : TIE_YEAR_UNKNOWN;
    *out = (tie_atom){.begin = begin,
                      .end = end,
                      .from = {y, (uint8_t)first, 0},
                      .to = {y, (uint8_t)(first + count - 1), 0},
                      .year_printed = has_year};
    return true;
}

/* "of 2002", "in 2002", "2002" behind "first half"; moves *at. */
static bool of_year(const tie_reader *r, uint32_t *at, uint32_t limit, int *year) {
    uint32_t t = *at;
    t += tie_symbol_at(r, t, limit, ",");
    t += tie_word_at(r, t, limit, "of") || tie_word_at(r, t, limit, "in");
    t += tie_word_at(r, t, limit, "the");
    t += tie_word_at(r, t, limit, "year") || tie_word_at(r, t, limit, "fiscal");
    if (!four_digits(r, t, limit, year))
        return false;
    *at = t + 1;
    return true;
}

/* "first half of 2002", "second quarter", "first eleven months of 1960", "last 3 months of 2019".
 */
static bool read_part_of_year(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    const tie_entry *nth = tie_found_at(r, token, limit, TIE_LEX_ORDINAL);
    int which = nth ? (int)nth->a.mant : 0, count = 1, year = 0;
    uint32_t at = nth ? token + nth->tokens : token;
    bool last = !nth && tie_word_at(r, token, limit, "last");
    if (!nth && !last)
        return false;
    at += last;
    const tie_entry *spelled = tie_found_at(r, at, limit, TIE_LEX_NUMERAL);
    bool several = spelled || tie_integer_at(r, at, limit, 2, &count);
    if (spelled)
        count = (int)spelled->a.mant;
    at += several ? (spelled ? spelled->tokens : 1) : 0;
    uint32_t hyphened = at + (tie_dash_at(r, at, limit) && tie_glued(r, at)); /* first-half */
    const tie_entry *unit = tie_found_at(r, hyphened, limit, TIE_LEX_PERIOD_UNIT);
    if (!unit)
        return false;
    at = hyphened + unit->tokens;
    bool has_year = of_year(r, &at, limit, &year);
    if (unit->arg == TIE_PERIOD_HALF && !several && !last && which <= 2)
        return months(out, token, at, year, has_year, 1 + 6 * (which - 1), 6);
    if (unit->arg == TIE_PERIOD_QUARTER && which <= 4 && (has_year || !last))
        return months(out, token, at, year, has_year, last ? 10 : 1 + 3 * (which - 1), 3);
    if (unit->arg == TIE_PERIOD_MONTH && several && count >= 1 && count <= 12 &&
        (which == 1 || (last && has_year)))
        return months(out, token, at, year, has_year, which == 1 ? 1 : 13 - count, count);
    return false;
}

/* "Q1 2019", "1Q19" no; "H1 2020". */
static bool read_quarter_code(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int which, year;
    bool quarter = tie_word_at(r, token, limit, "q"), half = tie_word_at(r, token, limit, "h");
    if ((!quarter && !half) || !tie_integer_at(r, token + 1, limit, 1, &which) ||
        !tie_glued(r, token + 1))
        return false;
    if (which < 1 || which > (quarter ? 4 : 2))
        return false;
    uint32_t at = token + 2;
    if (!of_year(r, &at, limit, &year))
        return false;
    int length = quarter ? 3 : 6;
    return months(out, token, at, year, true, 1 + length * (which - 1), length);
}

/* The n-th century, "the 1990s", "early 2019", "mid-June 2002", "late 1980s". */
static bool read_shaped(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    const tie_entry *early = tie_cue_at(r, token, limit, TIE_CUE_EARLY),
                    *late = tie_cue_at(r, token, limit, TIE_CUE_LATE);
    const tie_entry *mid = tie_cue_at(r, token, limit, TIE_CUE_MID), *shape = early  ? early
                                                                              : late ? late
                                                                                     : mid;
    if (!shape)
        return false;
    uint32_t at = token + shape->tokens;
    at += tie_dash_at(r, at, limit) && tie_glued(r, at);
    at += tie_word_at(r, at, limit, "the");
    tie_atom inner;
    if (!tie_atom_read(r, at, limit, &inner) || inner.day_printed)
        return false;
    *out = inner;
    out->begin = token;
    bool month = inner.from.month && tie_date_cmp(inner.from, inner.to) == 0;
    if (month) {
        int days = tie_month_days(inner.from.year == TIE_YEAR_UNKNOWN ? 2000 : inner.from.year,
                                  inner.from.month);
        out->from.day = early ? 1 : mid ? 11 : 21;
        out->to.day = (uint8_t)(early ? 10 : mid ? 20 : days);
        out->mid = mid != NULL;
    } else if (!inner.from.month && inner.to.year == inner.from.year) {
        out->from.month = early ? 1 : mid ? 5 : 9;
        out->to.month = early ? 4 : mid ? 8 : 12;
    } else if (inner.to.year == inner.from.year + 9) {
        out->from.year = (int16_t)(inner.from.year + (early ? 0 : mid ? 3 : 6));
        out->to.year = (int16_t)(inner.from.year + (early ? 3 : mid ? 6 : 9));
    }
    return true;
}

static bool read_century(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int nth;
    uint32_t at = token;
    const tie_entry *spelled = tie_found_at(r, token, limit, TIE_LEX_ORDINAL);
    if (spelled) {
        nth = (int)spelled->a.mant;
        at += spelled->tokens;
    } else if (!tie_integer_at(r, token, limit, 2, &nth) || !read_day(r, &at, limit, &nth) ||
               at != token + 2) {
        return false;
    }
    at += tie_dash_at(r, at, limit) && tie_glued(r, at);
    const tie_entry *unit = tie_found_at(r, at, limit, TIE_LEX_PERIOD_UNIT);
    if (!unit || unit->arg != TIE_PERIOD_CENTURY || nth < 1 || nth > 30)
        return false;
    *out = (tie_atom){.begin = token,
                      .end = at + unit->tokens,
                      .from = tie_date_year(100 * (nth - 1) + 1),
                      .to = tie_date_year(100 * nth),
                      .year_printed = true};
    return true;
}

static bool read_year(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int year;
    uint32_t at = token;
    const tie_entry *fiscal = tie_cue_at(r, token, limit, TIE_CUE_FISCAL);
    if (fiscal)
        at += fiscal->tokens;
    else
        at += tie_word_at(r, token, limit, "year");
    at += tie_symbol_at(r, at, limit, "-") && fiscal;
    if (read_split_year(r, at, limit, out)) {
        out->begin = token;
        return true;
    }
    if (fiscal && at < limit && (tie_tok(r, at)->flags & TIE_TOKEN_TAIL) &&
        tie_integer_at(r, at, limit, 4, &year) && year > 1000)
        return single(out, token, at + 1, tie_date_year(year));
    if (!tie_year_at(r, at, limit, &year))
        return false;
    return single(out, token, at + 1, tie_date_year(year));
}

bool tie_atom_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out) {
    if (token >= limit)
        return false;
    return read_numeric(reader, token, limit, out) || read_month_day(reader, token, limit, out) ||
           read_part_of_year(reader, token, limit, out) ||
           read_century(reader, token, limit, out) ||
           read_quarter_code(reader, token, limit, out) || read_shaped(reader, token, limit, out) ||
           read_decade(reader, token, limit, out) || read_year(reader, token, limit, out);
}

void tie_atom_set_year(tie_atom *atom, int year) {
    if (atom->from.year == TIE_YEAR_UNKNOWN)
        atom->from.year = (int16_t)year;
    if (atom->to.year == TIE_YEAR_UNKNOWN)
        atom->to.year = (int16_t)year;
}
