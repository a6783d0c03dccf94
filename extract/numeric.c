/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in figures alone: 2020-03-20, 25/07/1952, 12-2015, 11/20. */
#include "extract/calendar.h"

enum { FIRST_YEAR = 1500, LAST_YEAR = 2300, SLASH_LIST = 8 };

/* Digits, sign, digits, without white space; the sign is one of those given. */
static bool joined(const tie_reader *r, uint32_t token, uint32_t limit, const char *signs) {
    if (token + 2 >= limit || !tie_glued(r, token + 1) || !tie_glued(r, token + 2))
        return false;
    for (const char *s = signs; *s; s++)
        if (tie_token_is(r, token + 1, *s))
            return tie_tok(r, token + 2)->kind == TIE_TOKEN_NUMBER;
    return false;
}

/* "on 20160503": eight digits are a date where one is asked for. */
static bool read_eight_digits(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    enum { DIGITS = 8 };
    int n;
    if (!token || !tie_integer_at(r, token, limit, DIGITS, &n) ||
        tie_tok(r, token)->end - tie_tok(r, token)->start != DIGITS ||
        !tie_found_before(r, token, 0, TIE_LEX_PERIOD_CUE) || tie_counted_at(r, token + 1, limit))
        return false;
    int year = n / 10000, month = n / 100 % 100, day = n % 100;
    return year >= FIRST_YEAR && year <= LAST_YEAR && month && day &&
           tie_atom_single(out, token, token + 1,
                           (tie_date){(int16_t)year, (uint8_t)month, (uint8_t)day});
}

/* "2019.10.09-1", "2026-02-09-2": a number behind a date's last part counts versions or papers of
 * that day, unless it is a later day ("2019.10.09-11") or begins another date. */
static bool numbered(const tie_reader *r, uint32_t last, uint32_t limit, int day) {
    int n;
    if (!joined(r, last, limit, "-") || joined(r, last + 2, limit, "-/.:"))
        return false;
    bool small = tie_integer_at(r, last + 2, limit, 2, &n);
    return small && (n <= day || tie_token_is(r, last - 1, '-'));
}

/* "2:8.2.1913-1", "8.1.2269": a version with its epoch and its revision. */
static bool release(const tie_reader *r, uint32_t token, uint32_t limit, int year) {
    enum { LATEST = 2100 };
    bool stops = tie_token_is(r, token + 1, '.');
    bool epoch = token > 1 && tie_glued(r, token) && tie_glued(r, token - 1) &&
                 tie_token_is(r, token - 1, ':') && tie_tok(r, token - 2)->kind == TIE_TOKEN_NUMBER;
    bool revision = joined(r, token + 4, limit, "-") && !joined(r, token + 6, limit, "-/.:");
    return stops && (epoch || revision || year > LATEST);
}

/* 2020-03-20, 25-07-1952, 20/03/2020, 20.3.2020, 11/12/35. Where day and month could be either,
 * the separator decides: dates with slashes are mostly printed the American way, month first; those
 * with hyphens and stops nowhere but day first. A part above 12 is the day in any case. */
static bool read_numeric(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int a, b, c;
    if (!joined(r, token, limit, "-/.") || !joined(r, token + 2, limit, "-/.") ||
        r->text.ptr[tie_tok(r, token + 1)->start] != r->text.ptr[tie_tok(r, token + 3)->start])
        return false;
    if (!tie_integer_at(r, token, limit, 4, &a) || !tie_integer_at(r, token + 2, limit, 2, &b) ||
        !tie_integer_at(r, token + 4, limit, 4, &c))
        return false;
    if (a >= FIRST_YEAR && a <= LAST_YEAR)
        return b >= 1 && c >= 1 && c <= 31 && !numbered(r, token + 4, limit, c) &&
               tie_atom_single(out, token, token + 5,
                               (tie_date){(int16_t)a, (uint8_t)b, (uint8_t)c});
    bool slash = tie_token_is(r, token + 1, '/');
    bool cut = slash && tie_tok(r, token + 4)->end - tie_tok(r, token + 4)->start == 2;
    if (cut)
        c = tie_year_whole(r, c);
    if (c < FIRST_YEAR || c > LAST_YEAR || a < 1 || b < 1 || a > 31 || b > 31 ||
        release(r, token, limit, c))
        return false;
    bool month_first = b > 12 || (slash && a <= 12);
    tie_date date = {(int16_t)c, (uint8_t)(month_first ? a : b), (uint8_t)(month_first ? b : a)};
    return tie_atom_single(out, token, token + 5, date);
}

/* "2015-3", "2020-03" (what follows a year by one is a split year), "12/2015", "12-2015". */
bool tie_numeric_month_read(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int a, b;
    if (!joined(r, token, limit, "-/"))
        return false;
    bool span = tie_token_is(r, token + 1, '/') && joined(r, token + 2, limit, "-") &&
                joined(r, token + 4, limit, "/"); /* 2018/12-2019/05 */
    if (!span && joined(r, token + 2, limit, "-/."))
        return false;
    bool second = token > 3 && tie_token_is(r, token - 1, '-') && joined(r, token - 4, token, "/");
    if (token && !second &&
        (tie_found_before(r, token, 0, TIE_LEX_IDENTIFIER) || tie_glued(r, token)))
        return false;
    bool year_first = tie_year_digits(r, token, limit, &a);
    if (year_first
            ? !tie_integer_at(r, token + 2, limit, 2, &b)
            : !tie_integer_at(r, token, limit, 2, &b) || !tie_year_digits(r, token + 2, limit, &a))
        return false;
    return b >= 1 && b <= 12 && !tie_counted_at(r, token + 3, limit) &&
           tie_atom_single(out, token, token + 3, (tie_date){(int16_t)a, (uint8_t)b, 0});
}

/* Behind "11/20, ", "11/20 or ": where the one before begins; token itself where there is none. */
static uint32_t slash_before(const tie_reader *r, uint32_t token) {
    uint32_t at = token;
    at -= at && (tie_word_at(r, at - 1, token, "or") || tie_word_at(r, at - 1, token, "and"));
    at -= at && tie_token_is(r, at - 1, ',');
    enum { PARTS = 3 };
    return at == token || at < PARTS || !joined(r, at - PARTS, at, "/") ? token : at - PARTS;
}

/* "11/20" with no year, month first: only where words ask for a day and it is no plain fraction. */
static bool read_slash_day(const tie_reader *r, uint32_t token, uint32_t limit, unsigned list,
                           tie_atom *out) {
    enum { FRACTION_MAX = 10 };
    int a, b;
    if (!token || !r->doc.date.known || !joined(r, token, limit, "/") ||
        joined(r, token + 2, limit, "/.") || !tie_integer_at(r, token, limit, 2, &a) ||
        !tie_integer_at(r, token + 2, limit, 2, &b) || a < 1 || a > 12 || b < 1 || b > 31)
        return false;
    bool weekday = tie_found_before(r, token, 0, TIE_LEX_WEEKDAY) != NULL;
    bool asked =
        tie_word_at(r, token - 1, limit, "on") || tie_found_before(r, token, 0, TIE_LEX_PERIOD_CUE);
    tie_atom other;
    uint32_t before = list ? slash_before(r, token) : token;
    bool listed = before != token && read_slash_day(r, before, token, list - 1, &other);
    if (!weekday && !listed && !(asked && (a > b || b > FRACTION_MAX)))
        return false;
    return tie_atom_single(out, token, token + 3,
                           (tie_date){TIE_YEAR_UNKNOWN, (uint8_t)a, (uint8_t)b});
}

bool tie_numeric_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out) {
    return read_numeric(reader, token, limit, out) || read_eight_digits(reader, token, limit, out);
}

bool tie_numeric_day_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out) {
    return read_slash_day(reader, token, limit, SLASH_LIST, out);
}
